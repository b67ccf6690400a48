import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { SetConversationStateInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { appendSystemLine } from '../messages/append-message';
import { setTimer, takeTimer } from '../timers/set-timer';
import { toConversationShared } from './conversation-projection';
import { loadConversation } from './load-conversation';

/** Nobody plans further ahead, and a slip of a year is found out at once. */
const FURTHEST_DAYS = 366;

/**
 * Puts a conversation away or takes it back. Done ends a case in the one endless thread: nobody waits any
 * more, and a line marks the place. Snoozed comes back at its time, or when the customer writes. Opening again
 * undoes both exactly: who waited before waits again.
 * @throws DomainError not_found; invalid_input snooze_past, snooze_too_far
 */
export async function setConversationState(
  ctx: VerbContext,
  input: SetConversationStateInput,
): Promise<ConversationShared> {
  const until = input.state === 'snoozed' && input.until !== null ? new Date(input.until) : null;
  if (until) needSoon(ctx, until);
  const conversation = await loadConversation(ctx, input.conversationId, 'conversation.manage', {
    lock: true,
  });
  const same =
    conversation.state === input.state && conversation.snoozedUntil?.getTime() === until?.getTime();
  if (same) return toConversationShared(conversation);

  const { id } = conversation;
  if (until) await setTimer(ctx, 'wake', id, until);
  else await takeTimer(ctx, 'wake', id);
  const changes = { state: input.state, snoozedUntil: until };
  switch (input.state) {
    case 'done': {
      const line = await appendSystemLine(ctx, id, { kind: 'done' }, { ...changes, needsReplySince: null });
      return line.conversation;
    }
    case 'open': {
      const again = { ...changes, needsReplySince: firstUnanswered(ctx, id) };
      return (await appendSystemLine(ctx, id, { kind: 'reopened' }, again)).conversation;
    }
    case 'snoozed': {
      const system = { kind: 'snoozed', until: until?.toISOString() ?? null } as const;
      return (await appendSystemLine(ctx, id, system, changes)).conversation;
    }
  }
}

function needSoon({ now }: VerbContext, until: Date): void {
  if (until <= now) {
    throw new DomainError('invalid_input', 'snooze_past', 'This moment has passed. Choose a later one.');
  }
  if (until.getTime() - now.getTime() > FURTHEST_DAYS * 24 * 3_600_000) {
    throw new DomainError('invalid_input', 'snooze_too_far', 'At most a year ahead.');
  }
}

/** Since when the customer waits, by the messages themselves: the first of theirs after our last answer. */
function firstUnanswered(ctx: VerbContext, conversationId: string): SQL {
  const of = sql`organization_id = ${ctx.organizationId} and conversation_id = ${conversationId}`;
  return sql`(select min(created_at) from messages where ${of} and direction = 'in' and seq > coalesce(
    (select max(seq) from messages where ${of} and direction = 'out' and not automatic), 0))`;
}
