import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { advanceStatus, type MessageStatus } from '@/server/domain/messages/status';
import { forgetHandOver, holdHandOver } from '@/server/outbox/hand-over';
import { markOptedOutByCarrier } from '../opt-outs/set-opt-out';
import { changeStatus, lockMessage } from './change-status';

export interface CarrierNews {
  messageId: string;
  connectionId: string;
  providerMessageId: string;
  status: MessageStatus;
  fault: string | null;
  carrierCode: string | null;
}

/**
 * Lets a message's status climb to what the carrier reports, and settles its hand-over: whatever the
 * carrier reports on, it has. Out of order, twice or too late, the end is the same (advanceStatus).
 */
export async function applyReceipt(ctx: VerbContext, news: CarrierNews): Promise<void> {
  await holdHandOver(ctx.tx, ctx.organizationId, news.messageId);
  const message = await lockMessage(ctx, news.messageId);
  if (!message || message.direction !== 'out') return;
  const parked = await linkProviderMessage(ctx, news);
  await forgetHandOver(ctx.tx, ctx.organizationId, news.messageId);
  const { status, changed } = advanceStatus(message.status, news.status);
  if (changed) {
    await changeStatus(ctx, message, {
      status,
      fault: status === news.status ? news.fault : message.fault,
      carrierCode: news.carrierCode,
    });
  }
  if (news.fault === 'opted_out') await markOptedOutByCarrier(ctx, message.conversationId);
  for (const receipt of parked) await applyReceipt(ctx, receipt);
}

/**
 * Makes everybody who links or parks this carrier's id wait until the transaction ends. Without it a
 * receipt that finds no message and a T3 that finds no receipt could pass each other unseen.
 * Lock order: after outbox and conversation.
 */
export async function holdProviderMessage(
  ctx: VerbContext,
  { connectionId, providerMessageId }: { connectionId: string; providerMessageId: string },
): Promise<void> {
  await ctx.tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${`${connectionId} ${providerMessageId}`}, ${ctx.organizationId}))`);
}

/** Remembers the carrier's id for a message. @returns receipts that came before the id was known: apply them */
export async function linkProviderMessage(
  ctx: VerbContext,
  link: { connectionId: string; providerMessageId: string; messageId: string },
): Promise<CarrierNews[]> {
  await holdProviderMessage(ctx, link);
  const { messageId, connectionId, providerMessageId } = link;
  const parked = await ctx.tx.execute<{
    status: MessageStatus;
    fault: string | null;
    carrier_code: string;
  }>(sql`
    with linked as (
      insert into provider_messages (organization_id, connection_id, provider_message_id, message_id)
      values (${ctx.organizationId}, ${connectionId}, ${providerMessageId}, ${messageId})
      on conflict do nothing
    )
    update receipts set message_id = ${messageId}
    where organization_id = ${ctx.organizationId} and connection_id = ${connectionId}
      and provider_message_id = ${providerMessageId} and message_id is null
    returning status, fault, carrier_code`);
  return parked.rows.map(({ status, fault, carrier_code }) => ({
    messageId,
    connectionId,
    providerMessageId,
    status,
    fault,
    carrierCode: carrier_code || null,
  }));
}
