import type { Logger } from 'pino';
import { type Box, inOrganization, type VerbContext } from '@/server/context';
import type { TimerKind } from '@/server/domain/timers/timer';
import { escalateConversation } from '@/server/usecases/conversations/escalate-conversation';
import { wakeConversation } from '@/server/usecases/conversations/wake-conversation';
import { sendScheduled } from '@/server/usecases/scheduled/send-scheduled';
import { dueTimers } from '@/server/usecases/timers/due-timers';
import { postponeTimer } from '@/server/usecases/timers/set-timer';

const BATCH = 50;
/** One that fails is tried again after so long, so that it does not stand in the others' way (milliseconds). */
const AGAIN_MS = 60_000;

const VERBS: Readonly<Record<TimerKind, (ctx: VerbContext, targetId: string) => Promise<void>>> = {
  escalate: escalateConversation,
  wake: wakeConversation,
  send: sendScheduled,
};

/**
 * Does what is due: each timer's verb in a transaction of its own, which takes the timer away, so that it
 * happens once however many workers look and whenever one is killed.
 */
export async function runTimers(box: Box, log: Logger): Promise<void> {
  for (const timer of await dueTimers(box.database, box.clock(), BATCH)) {
    const { organizationId, kind, targetId } = timer;
    const run = (verb: (ctx: VerbContext) => Promise<void>) =>
      inOrganization(box, organizationId, { kind: 'job' }, verb);
    try {
      await run((ctx) => VERBS[kind](ctx, targetId));
    } catch (error) {
      log.warn({ err: error, chore: `timer ${kind}` }, 'chore failed');
      await run((ctx) => postponeTimer(ctx, kind, targetId, new Date(ctx.now.getTime() + AGAIN_MS)));
    }
  }
}
