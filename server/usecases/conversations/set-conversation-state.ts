import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { SetConversationStateInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import type { SystemLine } from '@/server/domain/messages/message';
import { appendSystemLine } from '../messages/append-message';
import { setTimer, takeTimer } from '../timers/set-timer';
import { type ConversationRow, toConversationShared } from './conversation-projection';
import { beginEscalation } from './escalation-rules';
import { loadConversation } from './load-conversation';

/** Nobody plans further ahead, and a slip of a year is found out at once. */
const FURTHEST_DAYS = 366;

/**
 * Puts a conversation away or takes it back. Done ends a case in the one endless thread: nobody waits any
 * more, and a line marks the place. Snoozed comes back at its time, or when the customer writes. Each way back
 * is exact: who waited before `done` waits again.
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
  const line = await appendSystemLine(ctx, id, lineOf(input, conversation), {
    state: input.state,
    snoozedUntil: until,
    ...(input.state === 'done' ? { needsReplySince: null } : {}),
    ...(conversation.state === 'done' ? { needsReplySince: waitedBeforeDone(ctx, id) } : {}),
  });
  if (conversation.state === 'done') await beginEscalation(ctx, line.conversation);
  return line.conversation;
}

function lineOf(input: SetConversationStateInput, { needsReplySince }: ConversationRow): SystemLine {
  switch (input.state) {
    case 'done':
      return { kind: 'done', waitedSince: needsReplySince?.toISOString() ?? null };
    case 'open':
      return { kind: 'reopened' };
    case 'snoozed':
      return { kind: 'snoozed', until: input.until };
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

/** Since when the customer waited when the conversation became done, as that line remembers it. */
function waitedBeforeDone(ctx: VerbContext, conversationId: string): SQL {
  return sql`(select (system ->> 'waitedSince')::timestamptz from messages
    where organization_id = ${ctx.organizationId} and conversation_id = ${conversationId}
      and channel = 'system' and system ->> 'kind' = 'done'
    order by seq desc limit 1)`;
}
