import { callsRouter } from './routers/calls';
import { contactsRouter } from './routers/contacts';
import { conversationsRouter } from './routers/conversations';
import { draftsRouter } from './routers/drafts';
import { labelsRouter } from './routers/labels';
import { mediaRouter } from './routers/media';
import { messagesRouter } from './routers/messages';
import { numbersRouter } from './routers/numbers';
import { optOutsRouter } from './routers/opt-outs';
import { routingRouter } from './routers/routing';
import { scheduledRouter } from './routers/scheduled';
import { searchRouter } from './routers/search';
import { servicesRouter } from './routers/services';
import { sessionRouter } from './routers/session';
import { settingsRouter } from './routers/settings';
import { simulatorRouter } from './routers/simulator';
import { snippetsRouter } from './routers/snippets';
import { createCallerFactory, router } from './trpc';

export const appRouter = router({
  session: sessionRouter,
  calls: callsRouter,
  contacts: contactsRouter,
  conversations: conversationsRouter,
  messages: messagesRouter,
  media: mediaRouter,
  drafts: draftsRouter,
  scheduled: scheduledRouter,
  snippets: snippetsRouter,
  labels: labelsRouter,
  numbers: numbersRouter,
  optOuts: optOutsRouter,
  routing: routingRouter,
  search: searchRouter,
  services: servicesRouter,
  settings: settingsRouter,
  simulator: simulatorRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
