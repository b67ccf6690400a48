import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import { addOpenMinutes } from '@/server/domain/hours/business-hours';
import { appendSystemLine } from '../messages/append-message';
import { setTimer, takeTimer } from '../timers/set-timer';
import { announceParticipants } from './announce-participants';
import { escalationRules } from './escalation-rules';
import { shareTakingPart } from './hold-taking-part';
import { loadConversation } from './load-conversation';

/**
 * A customer has waited too long (trap 50): the Service's manager is brought in and told, once for each
 * waiting. Without a manager who may text, the admins are told. Does nothing when somebody has answered; one that is
 * put off, or has to wait longer by the rules of today, is looked at again later.
 */
export async function escalateConversation(ctx: VerbContext, conversationId: string): Promise<void> {
  const conversation = await loadConversation(ctx, conversationId, 'conversation.read', { lock: true });
  if (!(await takeTimer(ctx, 'escalate', conversationId))) return;
  const { needsReplySince, serviceId, state } = conversation;
  if (!needsReplySince || !serviceId) return;
  await shareTakingPart(ctx);
  const rules = await escalationRules(ctx, serviceId);
  // The Service may want nobody called in by now.
  if (rules.minutes === null) return;
  const since = state === 'open' ? needsReplySince : ctx.now;
  const dueAt = addOpenMinutes(rules.hours, since, rules.minutes);
  if (dueAt === null) return;
  if (dueAt > ctx.now) return setTimer(ctx, 'escalate', conversationId, dueAt);
  if (!rules.managerId) return tellAdmins(ctx, await bringIn(ctx, conversationId, null, rules.minutes));
  const shared = await bringIn(ctx, conversationId, rules.managerId, rules.minutes);
  await announceParticipants(ctx, shared);
  notice(ctx, rules.managerId, shared);
}

/** Brings the manager in, when there is one, and writes the line. */
async function bringIn(
  ctx: VerbContext,
  conversationId: string,
  managerId: string | null,
  minutes: number,
): Promise<ConversationShared> {
  const joined = await ctx.tx.execute(sql`
    insert into participants (organization_id, conversation_id, user_id, is_guest, joined_at)
    select c.organization_id, c.id, ${managerId}::uuid, not exists (select from service_members sm
      where sm.organization_id = c.organization_id and sm.service_id = c.service_id
        and sm.user_id = ${managerId}::uuid), ${ctx.now}
    from conversations c where c.organization_id = ${ctx.organizationId} and c.id = ${conversationId}
      and ${managerId}::uuid is not null
    on conflict do nothing returning user_id`);
  const line = await appendSystemLine(
    ctx,
    conversationId,
    { kind: 'escalated', userId: managerId, minutes },
    { participantCount: sql`participant_count + ${joined.rows.length}` },
  );
  return line.conversation;
}

async function tellAdmins(ctx: VerbContext, conversation: ConversationShared): Promise<void> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select id from users where organization_id = ${ctx.organizationId} and active and role = 'admin'`);
  for (const { id } of rows) notice(ctx, id, conversation);
}

function notice(ctx: VerbContext, userId: string, conversation: ConversationShared): void {
  ctx.publish({ to: 'user', userId }, { kind: 'notice', reason: 'escalated', conversation, messageId: null });
}
