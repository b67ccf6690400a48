import type { VerbContext } from '@/server/context';
import { appendSystemLine } from '../messages/append-message';
import { takeTimer } from '../timers/set-timer';
import { loadConversation } from './load-conversation';

/**
 * A snoozed conversation's time has come: it opens again. Does nothing when somebody was faster, or the
 * customer wrote meanwhile; the timer goes in the same transaction, so that it happens once.
 */
export async function wakeConversation(ctx: VerbContext, conversationId: string): Promise<void> {
  const conversation = await loadConversation(ctx, conversationId, 'conversation.read', { lock: true });
  if (!(await takeTimer(ctx, 'wake', conversationId))) return;
  const due = conversation.snoozedUntil && conversation.snoozedUntil <= ctx.now;
  if (conversation.state !== 'snoozed' || !due) return;
  await appendSystemLine(ctx, conversationId, { kind: 'woken' }, { state: 'open', snoozedUntil: null });
}
