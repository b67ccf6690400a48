import { and, eq, sql } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { type Action, can } from '@/server/domain/users/can';
import { type ConversationRow, conversationColumns } from './conversation-projection';

/**
 * Finds one conversation and checks that the actor may do `action` with it.
 * @param lock true to hold the row until the transaction ends: whoever allots a `seq` must, or relies on
 *   what is said here of opt-out and block
 * @throws DomainError not_found when there is none, or the actor may not know that there is one;
 *   forbidden when the actor may see it but not do this
 */
export async function loadConversation(
  ctx: VerbContext,
  conversationId: string,
  action: Action,
  { lock = false } = {},
): Promise<ConversationRow> {
  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
  const row = and(eq(conversations.organizationId, ctx.organizationId), eq(conversations.id, conversationId));
  // A statement of its own: see conversationColumns.
  if (lock) await ctx.tx.select({ id: conversations.id }).from(conversations).where(row).for('update');
  const [found] = await ctx.tx
    .select({
      ...conversationColumns,
      // A direct conversation is heard by those whose office number it is (item 35), as visibleInboxes has it.
      isServiceMember: sql<boolean>`exists (select from service_members sm
          where sm.organization_id = conversations.organization_id
            and sm.service_id = conversations.service_id and sm.user_id = ${userId})
        or exists (select from users us
          where us.organization_id = conversations.organization_id and us.id = ${userId}
            and us.office_number_id = conversations.number_id)`,
      isParticipant: sql<boolean>`exists (select from participants pt
        where pt.organization_id = conversations.organization_id
          and pt.conversation_id = conversations.id and pt.user_id = ${userId})`,
    })
    .from(conversations)
    .where(row);
  if (!found || !can(ctx.actor, 'conversation.read', found).allowed) throw conversationNotFound();
  const verdict = can(ctx.actor, action, found);
  if (!verdict.allowed) throw new DomainError('forbidden', verdict.reason, verdict.message);
  const { isServiceMember: _member, isParticipant: _participant, ...conversation } = found;
  return conversation;
}

export function conversationNotFound(): DomainError {
  return new DomainError('not_found', 'conversation_not_found', 'There is no such conversation.');
}
