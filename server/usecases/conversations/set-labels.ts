import { and, eq, sql } from 'drizzle-orm';
import { conversationLabels } from '@/db/schema/labels';
import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { SetLabelsInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { appendSystemLine } from '../messages/append-message';
import { toConversationShared } from './conversation-projection';
import { loadConversation } from './load-conversation';

/** Gives a conversation exactly these labels. @throws DomainError not_found, also for a label that there is not */
export async function setLabels(ctx: VerbContext, input: SetLabelsInput): Promise<ConversationShared> {
  const conversation = await loadConversation(ctx, input.conversationId, 'conversation.manage', {
    lock: true,
  });
  const { organizationId, tx } = ctx;
  const labelIds = [...new Set(input.labelIds)].toSorted();
  if (labelIds.join() === conversation.labelIds.toSorted().join()) return toConversationShared(conversation);
  const known = await tx.execute(sql`select from labels
    where organization_id = ${organizationId} and id = any(${sql.param(labelIds)}::uuid[]) for key share`);
  if (known.rows.length < labelIds.length) {
    throw new DomainError('not_found', 'label_not_found', 'There is no such label any more.');
  }
  await tx
    .delete(conversationLabels)
    .where(
      and(
        eq(conversationLabels.organizationId, organizationId),
        eq(conversationLabels.conversationId, conversation.id),
      ),
    );
  if (labelIds.length > 0) {
    const { id: conversationId, inboxId, lastMessageAt } = conversation;
    await tx
      .insert(conversationLabels)
      .values(
        labelIds.map((labelId) => ({ organizationId, conversationId, labelId, inboxId, lastMessageAt })),
      );
  }
  const line = await appendSystemLine(ctx, conversation.id, { kind: 'labelled', labelIds }, { labelIds });
  return line.conversation;
}
