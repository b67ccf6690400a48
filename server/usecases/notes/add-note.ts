import { sql } from 'drizzle-orm';
import { mentions } from '@/db/schema/messages';
import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { AddNoteInput } from '@/server/domain/messages/inputs';
import { readMentions } from '@/server/domain/messages/mentions';
import type { MessageView } from '@/server/domain/messages/message';
import { normaliseText } from '@/server/domain/messages/text';
import type { ConversationRow } from '../conversations/conversation-projection';
import { raiseReadMark } from '../conversations/join-conversation';
import { loadConversation } from '../conversations/load-conversation';
import { appendMessage, idInUse } from '../messages/append-message';
import { findMessage } from '../messages/find-message';

/**
 * Writes a note that only colleagues see, and tells whom it names. It answers no customer: nobody's waiting
 * ends by it, and the list goes on to show the last text. The same `id` and text again answers with the first.
 * @throws DomainError not_found; forbidden person_needed; conflict id_in_use; invalid_input mention_unseen
 *   when it names somebody who cannot see the conversation
 */
export async function addNote(ctx: VerbContext, input: AddNoteInput): Promise<MessageView> {
  const conversation = await loadConversation(ctx, input.conversationId, 'draft.save', { lock: true });
  const userId = userOf(ctx);
  if (!userId) throw new DomainError('forbidden', 'person_needed', 'Only a person can do this.');
  const body = normaliseText(input.text);
  const earlier = await findMessage(ctx, input.id);
  if (earlier) {
    if (earlier.conversationId === conversation.id && earlier.body === body) return earlier;
    throw idInUse();
  }
  const named = readMentions(body);
  await needReaders(ctx, conversation, named);
  const note = await appendMessage(ctx, conversation.id, {
    id: input.id,
    direction: 'internal',
    channel: 'note',
    body,
    status: 'received',
    segments: 0,
    encoding: 'GSM-7',
    authorId: userId,
  });
  const { seq } = note.message;
  await raiseReadMark(ctx, conversation.id, userId, seq);
  for (const mentioned of named.filter((id) => id !== userId)) {
    await ctx.tx.insert(mentions).values({
      organizationId: ctx.organizationId,
      userId: mentioned,
      conversationId: conversation.id,
      seq,
    });
    const to = { to: 'user', userId: mentioned } as const;
    ctx.publish(to, { kind: 'own.changed', conversationId: conversation.id, mentionSeq: seq });
    ctx.publish(to, {
      kind: 'notice',
      reason: 'mentioned',
      conversation: note.conversation,
      messageId: input.id,
    });
  }
  return note.message;
}

interface Named extends Record<string, unknown> {
  id: string;
  name: string;
  sees: boolean;
}

/** Whoever is named must be able to read it; the same rule as `can` has for conversation.read. */
async function needReaders(
  ctx: VerbContext,
  conversation: ConversationRow,
  userIds: string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const { rows } = await ctx.tx.execute<Named>(sql`
    select u.id, u.name, u.active and (u.role in ('supervisor', 'admin')
      or u.office_number_id = ${conversation.inboxId}
      or exists (select from service_members sm where sm.organization_id = u.organization_id
        and sm.service_id = ${conversation.serviceId} and sm.user_id = u.id)
      or exists (select from participants p where p.organization_id = u.organization_id
        and p.conversation_id = ${conversation.id} and p.user_id = u.id)) as sees
    from users u where u.organization_id = ${ctx.organizationId}
      and u.id in ${userIds}`);
  if (rows.length < userIds.length) {
    throw new DomainError('invalid_input', 'mention_unknown', 'This note names somebody who does not exist.');
  }
  const unseeing = rows.filter(({ sees }) => !sees).map(({ name }) => name);
  if (unseeing.length === 0) return;
  throw new DomainError(
    'invalid_input',
    'mention_unseen',
    `${unseeing.join(' and ')} cannot see this conversation. Add them to it first.`,
  );
}
