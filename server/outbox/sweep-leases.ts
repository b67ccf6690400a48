import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { Claim } from './claim-due';

/**
 * Deals with leases that ended because a worker died. `claimed` goes back to the queue: nothing had
 * left. `submitting` is returned to the caller, who must settle it as unknown: bytes may have left, and
 * it is never queued again by itself (design rule 3).
 */
export async function sweepLeases(database: Database): Promise<{ requeued: number; unsettled: Claim[] }> {
  return database.withDispatcher(async (tx) => {
    const requeued = await tx.execute(sql`
      update outbox set state = 'queued', lease_until = null
      where state = 'claimed' and lease_until < now()`);
    const unsettled = await tx.execute<{
      organization_id: number;
      number_id: string;
      message_id: string;
      lease_epoch: number;
    }>(sql`
      select organization_id, number_id, message_id, lease_epoch from outbox
      where state = 'submitting' and lease_until < now() limit 100`);
    return {
      requeued: requeued.rowCount ?? 0,
      unsettled: unsettled.rows.map((row) => ({
        organizationId: row.organization_id,
        numberId: row.number_id,
        messageId: row.message_id,
        leaseEpoch: row.lease_epoch,
      })),
    };
  });
}
