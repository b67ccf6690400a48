import { sql } from 'drizzle-orm';
import type { SentRecord } from '@/server/carriers/carrier';
import type { VerbContext } from '@/server/context';
import { holdHandOver, scheduleLookUp } from '@/server/outbox/hand-over';
import { applyReceipt, holdProviderMessage } from './apply-receipt';
import { lockMessage } from './change-status';

export interface LookUp {
  connection: { id: string; kind: string; sealedCredentials: string };
  from: string;
  to: string;
  text: string;
  mediaCount: number;
  around: Date;
}

/** The carrier's records and ours may differ by this much. */
const WINDOW_MS = 2 * 60_000;

/** What to ask the carrier about an unconfirmed message; null when it has been settled meanwhile. */
export async function prepareLookUp(ctx: VerbContext, messageId: string): Promise<LookUp | null> {
  const { rows } = await ctx.tx.execute<{
    id: string;
    kind: string;
    sealed_credentials: string;
    from_number: string;
    customer: string;
    body: string;
    media_count: number;
    started_at: string;
  }>(sql`
    select c.id, c.kind, c.sealed_credentials, n.e164 as from_number, cv.customer, m.body,
           case when m.channel = 'mms' then coalesce(jsonb_array_length(m.files), 0) else 0 end as media_count,
           to_json(coalesce(a.started_at, o.queued_at))#>>'{}' as started_at
    from outbox o
      join messages m on m.organization_id = o.organization_id and m.id = o.message_id
      join conversations cv on cv.organization_id = o.organization_id and cv.id = o.conversation_id
      join numbers n on n.organization_id = o.organization_id and n.id = o.number_id
      join connections c on c.organization_id = o.organization_id and c.id = o.connection_id
      left join send_attempts a on a.organization_id = o.organization_id and a.message_id = o.message_id
        and a.lease_epoch = o.lease_epoch
    where o.organization_id = ${ctx.organizationId} and o.message_id = ${messageId} and o.state = 'unknown'`);
  const row = rows[0];
  if (!row) return null;
  return {
    connection: { id: row.id, kind: row.kind, sealedCredentials: row.sealed_credentials },
    from: row.from_number,
    to: row.customer,
    text: row.body,
    mediaCount: row.media_count,
    around: new Date(row.started_at),
  };
}

/**
 * Settles an unconfirmed message with what the carrier's list says: exactly one record of the same
 * text and as many files, not yet linked to another message, is adopted; none or several leave it open for the next
 * look-up, a receipt or a person (reliability 4.2).
 */
export async function resolveUnknown(
  ctx: VerbContext,
  messageId: string,
  lookUp: LookUp,
  records: SentRecord[],
): Promise<void> {
  const row = await holdHandOver(ctx.tx, ctx.organizationId, messageId);
  if (row?.state !== 'unknown') return;
  const alike = records.filter(
    (record) =>
      record.text === lookUp.text &&
      record.mediaCount === lookUp.mediaCount &&
      record.to === lookUp.to &&
      record.from === lookUp.from &&
      Math.abs(record.createdAt.getTime() - lookUp.around.getTime()) <= WINDOW_MS,
  );
  // A second look-up may have found the same record for a message alike: whoever holds it first gets it.
  await lockMessage(ctx, messageId);
  const free = await notYetLinked(ctx, lookUp.connection.id, alike);
  const [only] = free;
  if (!only || free.length > 1) {
    await scheduleLookUp(ctx.tx, row, row.attempts + 1);
    return;
  }
  await applyReceipt(ctx, {
    messageId,
    connectionId: lookUp.connection.id,
    providerMessageId: only.providerMessageId,
    status: only.status,
    fault: null,
    carrierCode: null,
  });
}

async function notYetLinked(
  ctx: VerbContext,
  connectionId: string,
  records: SentRecord[],
): Promise<SentRecord[]> {
  if (records.length === 0) return [];
  const ids = records.map((record) => record.providerMessageId).toSorted();
  for (const providerMessageId of ids) await holdProviderMessage(ctx, { connectionId, providerMessageId });
  const { rows } = await ctx.tx.execute<{ provider_message_id: string }>(sql`
    select provider_message_id from provider_messages
    where organization_id = ${ctx.organizationId} and connection_id = ${connectionId}
      and provider_message_id = any(${sql.param(ids)}::text[])`);
  const linked = new Set(rows.map((row) => row.provider_message_id));
  return records.filter((record) => !linked.has(record.providerMessageId));
}
