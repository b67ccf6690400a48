import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

/**
 * Milliseconds until the next queued message may go (pace and back-off considered); null when none waits.
 * @param busyNumbers numbers that are not asked about, as in claimDue
 */
export async function untilNextDue(
  database: Database,
  busyNumbers: readonly string[] = [],
): Promise<number | null> {
  return database.withDispatcher(async (tx) => {
    const { rows } = await tx.execute<{ wait: number | null }>(sql`
      select (extract(epoch from min(greatest(s.next_slot, first.not_before)) - now()) * 1000)::float8 as wait
      from senders s cross join lateral (
        select o.not_before from outbox o join connections c
          on c.organization_id = o.organization_id and c.id = o.connection_id and c.status = 'active'
        where o.organization_id = s.organization_id and o.number_id = s.number_id and o.state = 'queued'
        order by o.not_before limit 1) as first
      where s.number_id <> all(${sql.param(busyNumbers)}::uuid[])`);
    const wait = rows[0]?.wait ?? null;
    return wait === null ? null : Math.max(0, wait);
  });
}
