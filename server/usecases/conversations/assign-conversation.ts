import { sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import { type AssigneeFacts, mayBeAssigned } from '@/server/domain/conversations/assignable';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { AssignConversationInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { appendSystemLine } from '../messages/append-message';
import { type ConversationRow, toConversationShared } from './conversation-projection';
import { shareTakingPart } from './hold-taking-part';
import { joinConversation } from './join-conversation';
import { loadConversation } from './load-conversation';
import { takeOut } from './remove-participant';

/**
 * Gives a conversation to a member of its Service (item 60), or to nobody. The assignee takes part in it
 * from then on; with `leave` the actor no longer does ("Apply and leave").
 * @throws DomainError not_found; conflict not_assignable; invalid_input assignee_not_member
 */
export async function assignConversation(
  ctx: VerbContext,
  input: AssignConversationInput,
): Promise<ConversationShared> {
  const conversation = await loadConversation(ctx, input.conversationId, 'conversation.assign', {
    lock: true,
  });
  if (conversation.kind === 'direct') {
    throw new DomainError(
      'conflict',
      'not_assignable',
      'A direct conversation belongs to all who take part.',
    );
  }
  if (input.assigneeId) await needServiceMember(ctx, conversation, input.assigneeId);
  const assigned = await setAssignee(ctx, conversation, input.assigneeId);
  const userId = userOf(ctx);
  return input.leave && userId && userId !== input.assigneeId ? takeOut(ctx, conversation, userId) : assigned;
}

/** The effect alone, for a conversation that the caller has checked and locked. */
export async function setAssignee(
  ctx: VerbContext,
  conversation: ConversationRow,
  assigneeId: string | null,
): Promise<ConversationShared> {
  if (conversation.assigneeId === assigneeId) return toConversationShared(conversation);
  if (assigneeId) await joinConversation(ctx, conversation, assigneeId);
  const line = await appendSystemLine(
    ctx,
    conversation.id,
    { kind: 'assigned', userId: assigneeId },
    { assigneeId },
  );
  if (assigneeId && assigneeId !== userOf(ctx)) {
    ctx.publish(
      { to: 'user', userId: assigneeId },
      { kind: 'notice', reason: 'assigned', conversation: line.conversation, messageId: line.message.id },
    );
  }
  return line.conversation;
}

/** Whether a user may be given the Service's conversations; holds until the end of the transaction. */
export async function isAssignable(
  ctx: VerbContext,
  conversation: Pick<ConversationRow, 'serviceId'>,
  userId: string,
): Promise<boolean> {
  await shareTakingPart(ctx);
  const { rows } = await ctx.tx.execute<AssigneeFacts & Record<string, unknown>>(sql`
    select active, licence, exists (select from service_members sm where sm.organization_id = u.organization_id
      and sm.service_id = ${conversation.serviceId} and sm.user_id = u.id) as "isServiceMember"
    from users u where organization_id = ${ctx.organizationId} and id = ${userId}`);
  return rows[0] !== undefined && mayBeAssigned(rows[0]);
}

async function needServiceMember(
  ctx: VerbContext,
  conversation: ConversationRow,
  userId: string,
): Promise<void> {
  if (await isAssignable(ctx, conversation, userId)) return;
  throw new DomainError(
    'invalid_input',
    'assignee_not_member',
    'Only a member of this Service with a Business or Premium licence can be assigned.',
  );
}
