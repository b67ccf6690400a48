import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { Claim } from './claim-due';

/** Gives claims back untouched, when a worker stops before it has begun to hand them over. */
export async function releaseClaims(database: Database, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  await database.withDispatcher(async (tx) => {
    for (const claim of claims) {
      await tx.execute(sql`
        update outbox set state = 'queued', lease_until = null
        where organization_id = ${claim.organizationId} and message_id = ${claim.messageId}
          and state = 'claimed' and lease_epoch = ${claim.leaseEpoch}`);
    }
  });
}
