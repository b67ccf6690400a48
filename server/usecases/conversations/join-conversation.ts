import { sql } from 'drizzle-orm';
import { participants, readMarks } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import { appendSystemLine } from '../messages/append-message';
import { MAY_TEXT } from '../users/texting-users';
import type { ConversationRow } from './conversation-projection';
import { shareTakingPart } from './hold-taking-part';
import { publishToReaders } from './publish-conversation';

/**
 * Makes a user who may text take part in a conversation whose row the caller has locked. Changes nothing when they
 * do already. @returns whether they joined just now
 */
export async function joinConversation(
  ctx: VerbContext,
  conversation: Pick<ConversationRow, 'id' | 'inboxId' | 'serviceId'>,
  userId: string,
): Promise<boolean> {
  if (await takesPart(ctx, conversation.id, userId)) return false;
  await shareTakingPart(ctx);
  const joined = await ctx.tx.execute<{ user_id: string }>(sql`
    insert into participants (organization_id, conversation_id, user_id, is_guest, joined_at)
    select ${ctx.organizationId}, ${conversation.id}, u.id, not (
      exists (select from service_members sm where sm.organization_id = u.organization_id
        and sm.service_id = ${conversation.inboxId} and sm.user_id = u.id)
      or coalesce(u.office_number_id = ${conversation.inboxId}, false)), ${ctx.now}
    from users u where u.organization_id = ${ctx.organizationId} and u.id = ${userId}
      and ${MAY_TEXT}
    returning user_id`);
  if (joined.rows.length === 0) return false;
  const { conversation: changed } = await appendSystemLine(
    ctx,
    conversation.id,
    { kind: 'joined', userId },
    { participantCount: sql`participant_count + 1` },
  );
  const participantIds = await participantsOf(ctx, conversation.id);
  publishToReaders(ctx, conversation, {
    kind: 'participants.changed',
    conversationId: conversation.id,
    participantIds,
    conversation: changed,
  });
  return true;
}

async function takesPart(ctx: VerbContext, conversationId: string, userId: string): Promise<boolean> {
  const { rows } = await ctx.tx.execute(sql`
    select from ${participants} where organization_id = ${ctx.organizationId}
      and conversation_id = ${conversationId} and user_id = ${userId}`);
  return rows.length > 0;
}

/** The users in a conversation, in the order in which they came. */
export async function participantsOf(ctx: VerbContext, conversationId: string): Promise<string[]> {
  const { rows } = await ctx.tx.execute<{ user_id: string }>(sql`
    select user_id from ${participants}
    where organization_id = ${ctx.organizationId} and conversation_id = ${conversationId}
    order by joined_at, user_id`);
  return rows.map((row) => row.user_id);
}

/** Moves a user's read mark up to `seq`; never down. @returns where the mark stands */
export async function raiseReadMark(
  ctx: VerbContext,
  conversationId: string,
  userId: string,
  seq: number,
): Promise<number> {
  const { rows } = await ctx.tx.execute<{ last_read_seq: string }>(sql`
    insert into ${readMarks} as mark (organization_id, user_id, conversation_id, last_read_seq)
    values (${ctx.organizationId}, ${userId}, ${conversationId}, ${seq})
    on conflict (organization_id, user_id, conversation_id)
    do update set last_read_seq = greatest(mark.last_read_seq, excluded.last_read_seq)
    returning last_read_seq`);
  const lastReadSeq = Number(rows[0]?.last_read_seq ?? seq);
  ctx.publish({ to: 'user', userId }, { kind: 'read.moved', conversationId, lastReadSeq });
  return lastReadSeq;
}
