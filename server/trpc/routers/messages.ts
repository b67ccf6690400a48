import {
  addNoteInput,
  answerSuspicionInput,
  findByTimeInput,
  listMessagesInput,
  messageInput,
  retryMessageInput,
  sendMessageInput,
} from '@/server/domain/messages/inputs';
import { findByTime } from '@/server/usecases/messages/find-by-time';
import { listAttempts } from '@/server/usecases/messages/list-attempts';
import { listMessages } from '@/server/usecases/messages/list-messages';
import { retryMessage, settleMessage } from '@/server/usecases/messages/retry-message';
import { sendMessage } from '@/server/usecases/messages/send-message';
import { addNote } from '@/server/usecases/notes/add-note';
import { answerSuspicion } from '@/server/usecases/opt-outs/answer-suspicion';
import { router, signedInProcedure } from '../trpc';

export const messagesRouter = router({
  list: signedInProcedure
    .input(listMessagesInput)
    .query(({ ctx, input }) => ctx.run((verb) => listMessages(verb, input))),
  findByTime: signedInProcedure
    .input(findByTimeInput)
    .query(({ ctx, input }) => ctx.run((verb) => findByTime(verb, input))),
  send: signedInProcedure
    .input(sendMessageInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => sendMessage(verb, input))),
  addNote: signedInProcedure
    .input(addNoteInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => addNote(verb, input))),
  attempts: signedInProcedure
    .input(messageInput)
    .query(({ ctx, input }) => ctx.run((verb) => listAttempts(verb, input))),
  retry: signedInProcedure
    .input(retryMessageInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => retryMessage(verb, input))),
  answerSuspicion: signedInProcedure
    .input(answerSuspicionInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => answerSuspicion(verb, input))),
  settle: signedInProcedure
    .input(messageInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => settleMessage(verb, input))),
});
