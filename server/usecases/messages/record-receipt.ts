import { sql } from 'drizzle-orm';
import { receipts } from '@/db/schema/messages';
import type { Receipt } from '@/server/carriers/carrier';
import type { VerbContext } from '@/server/context';
import { applyReceipt, holdProviderMessage } from './apply-receipt';

/**
 * Takes in a carrier's delivery report, once: the same report again changes nothing. One that comes
 * before we know the carrier's id is parked, and applied when the id is stored (design rule 16: our own
 * id stands in the callback's address, so that it settles a send whose answer was lost).
 */
export async function recordReceipt(ctx: VerbContext, connectionId: string, receipt: Receipt): Promise<void> {
  let messageId = await findReported(ctx, connectionId, receipt);
  if (!messageId) {
    // The hand-over may be storing this very id: wait for it and look again, or park before it looks.
    await holdProviderMessage(ctx, { connectionId, providerMessageId: receipt.providerMessageId });
    messageId = await findReported(ctx, connectionId, receipt);
  }
  const stored = await ctx.tx
    .insert(receipts)
    .values({
      organizationId: ctx.organizationId,
      connectionId,
      providerMessageId: receipt.providerMessageId,
      status: receipt.status,
      carrierCode: receipt.carrierCode ?? '',
      fault: receipt.fault,
      messageId,
      receivedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ status: receipts.status });
  if (stored.length === 0 || !messageId) return;
  await applyReceipt(ctx, { ...receipt, messageId, connectionId });
}

/** The message by the carrier's id, else by our own; only one that this connection really sends. */
async function findReported(
  ctx: VerbContext,
  connectionId: string,
  receipt: Receipt,
): Promise<string | null> {
  const found = await ctx.tx.execute<{ message_id: string }>(sql`
    select message_id from provider_messages
    where organization_id = ${ctx.organizationId} and connection_id = ${connectionId}
      and provider_message_id = ${receipt.providerMessageId}
    union all
    select m.id from messages m
      join conversations cv on cv.organization_id = m.organization_id and cv.id = m.conversation_id
      join numbers n on n.organization_id = m.organization_id and n.id = cv.number_id
    where m.organization_id = ${ctx.organizationId} and m.id = ${receipt.messageId}
      and m.direction = 'out' and n.connection_id = ${connectionId}
    limit 1`);
  return found.rows[0]?.message_id ?? null;
}
