import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { mayAutoReply } from '@/server/domain/conversations/auto-reply';
import { evaluateSend } from '@/server/domain/sending/evaluate-send';
import { enqueue } from '@/server/outbox/enqueue';
import type { ConversationRow } from '../conversations/conversation-projection';
import { appendMessage } from './append-message';
import { loadSendFacts } from './load-send-facts';

/**
 * Answers a customer by a rule of the house: at most once in 24 hours, never a machine, never who has opted
 * out. It goes out like any message, but answers nobody's waiting and brings nobody in.
 * @param conversation locked by the caller, with what is true of its customer now
 * @param looksAutomatic whether a machine seems to have written what is answered
 */
export async function sendAutomatic(
  ctx: VerbContext,
  conversation: ConversationRow,
  { text, looksAutomatic }: { text: string; looksAutomatic: boolean },
): Promise<boolean> {
  const { replyable: customerReplyable, optedOut, blocked, numberId, customer } = conversation;
  // Whether there was one lately is decided by the row itself: of two texts at once, one is answered.
  const facts = { lastAutoReplyAt: null, now: ctx.now, customerReplyable, optedOut, blocked, looksAutomatic };
  if (!mayAutoReply(facts)) return false;
  const { facts: known, connectionId } = await loadSendFacts(ctx, conversation);
  const verdict = evaluateSend({ ...known, sender: null, text });
  if (!verdict.allowed) return false;
  const { rows } = await ctx.tx.execute(sql`
    insert into auto_replies (organization_id, number_id, customer, at)
    values (${ctx.organizationId}, ${numberId}, ${customer}, ${ctx.now})
    on conflict (organization_id, number_id, customer) do update set at = excluded.at
      where auto_replies.at <= ${ctx.now}::timestamptz - interval '24 hours'
    returning customer`);
  if (rows.length === 0) return false;
  const { message } = await appendMessage(ctx, conversation.id, {
    id: ctx.newId(),
    direction: 'out',
    channel: 'sms',
    body: text,
    status: 'queued',
    segments: verdict.parts.segments,
    encoding: verdict.parts.encoding,
    authorId: null,
    automatic: true,
  });
  await enqueue(ctx.tx, {
    organizationId: ctx.organizationId,
    messageId: message.id,
    conversationId: conversation.id,
    numberId,
    connectionId,
    lane: 0,
    segments: verdict.parts.segments,
  });
  ctx.wakeOutbox();
  return true;
}
