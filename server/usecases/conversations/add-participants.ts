import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { AddParticipantsInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { appendSystemLine } from '../messages/append-message';
import { LICENCE_SUFFICES } from '../users/texting-users';
import { announceParticipants } from './announce-participants';
import { toConversationShared } from './conversation-projection';
import { shareTakingPart } from './hold-taking-part';
import { loadConversation } from './load-conversation';

/**
 * Brings colleagues into a conversation (items 32, 59): active users of the organization with a licence that may
 * text, members of its Service or guests; never somebody from outside (item 61). Who takes part already stays.
 * @throws DomainError not_found; invalid_input not_a_user, licence_too_low
 */
export async function addParticipants(
  ctx: VerbContext,
  input: AddParticipantsInput,
): Promise<ConversationShared> {
  const conversation = await loadConversation(ctx, input.conversationId, 'conversation.manage', {
    lock: true,
  });
  const wanted = [...new Set(input.userIds)];
  await shareTakingPart(ctx);
  await needTextingUsers(ctx, wanted);
  const added = await ctx.tx.execute<{ user_id: string }>(sql`
    insert into participants (organization_id, conversation_id, user_id, is_guest, joined_at)
    select ${ctx.organizationId}, ${conversation.id}, u.id, not (
      exists (select from service_members sm where sm.organization_id = u.organization_id
        and sm.service_id = ${conversation.serviceId} and sm.user_id = u.id)
      or coalesce(u.office_number_id = ${conversation.inboxId}, false)), ${ctx.now}
    from users u where u.organization_id = ${ctx.organizationId} and u.id = any(${sql.param(wanted)}::uuid[])
    on conflict do nothing returning user_id`);
  const userIds = wanted.filter((id) => added.rows.some((row) => row.user_id === id));
  if (userIds.length === 0) return toConversationShared(conversation);
  const { conversation: changed } = await appendSystemLine(
    ctx,
    conversation.id,
    { kind: 'members_added', userIds },
    { participantCount: sql`participant_count + ${userIds.length}` },
  );
  await announceParticipants(ctx, changed);
  return changed;
}

async function needTextingUsers(ctx: VerbContext, userIds: readonly string[]): Promise<void> {
  const { rows } = await ctx.tx.execute<{ id: string; name: string; licensed: boolean }>(sql`
    select id, name, ${LICENCE_SUFFICES} as licensed from users u
    where organization_id = ${ctx.organizationId} and active and id = any(${sql.param(userIds)}::uuid[])`);
  if (rows.length < userIds.length) {
    throw new DomainError(
      'invalid_input',
      'not_a_user',
      'Only colleagues can be added: active users of your organization.',
    );
  }
  const unlicensed = rows.find(({ licensed }) => !licensed);
  if (unlicensed) {
    throw new DomainError(
      'invalid_input',
      'licence_too_low',
      `${unlicensed.name} needs a Business or Premium licence. An admin can change it.`,
    );
  }
}
