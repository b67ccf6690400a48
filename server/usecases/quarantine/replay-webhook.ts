import { and, eq } from 'drizzle-orm';
import { connections } from '@/db/schema/numbers';
import type { Carrier } from '@/server/carriers/carrier';
import type { VerbContext } from '@/server/context';
import { receiveMessage } from '../messages/receive-message';
import { recordReceipt } from '../messages/record-receipt';
import { takeFromQuarantine } from './list-quarantine';

/**
 * Processes a quarantined webhook again, in one transaction with taking it out: when it fails again it
 * stays. Its signature was checked when it came in. The effect is the same as if it came now, once.
 * @throws DomainError not_found, or what the verb throws; MalformedWebhook when it still cannot be read
 */
export async function replayWebhook(
  ctx: VerbContext,
  carrierFor: (kind: string) => Pick<Carrier, 'parseInbound' | 'parseReceipt'>,
  id: string,
): Promise<void> {
  const webhook = await takeFromQuarantine(ctx, id);
  const [connection] = await ctx.tx
    .select({ kind: connections.kind })
    .from(connections)
    .where(and(eq(connections.organizationId, ctx.organizationId), eq(connections.id, webhook.connectionId)));
  if (!connection) throw new Error('a quarantined webhook without its connection');
  const carrier = carrierFor(connection.kind);
  const request = { method: 'POST', url: webhook.url, headers: webhook.headers, rawBody: webhook.rawBody };
  if (webhook.kind === 'inbound') {
    await receiveMessage(ctx, webhook.connectionId, carrier.parseInbound(request));
  } else {
    await recordReceipt(ctx, webhook.connectionId, carrier.parseReceipt(request));
  }
}
