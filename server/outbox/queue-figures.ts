import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

export interface QueueFigures {
  /** Seconds that the oldest message which may go now has waited, per lane; 0 = none waits. */
  oldestSeconds: { interactive: number; bulk: number };
  queued: number;
  /** Messages of which nobody can say yet whether the carrier has them. */
  unknown: number;
}

/** For /api/metrics: over all organizations, counts and ages only. */
export async function queueFigures(database: Database): Promise<QueueFigures> {
  return database.withDispatcher(async (tx) => {
    const { rows } = await tx.execute<{
      interactive: number;
      bulk: number;
      queued: number;
      unknown: number;
    }>(sql`
      select
        coalesce(extract(epoch from now() - min(queued_at) filter (where lane = 0 and state = 'queued')), 0)::float8 as interactive,
        coalesce(extract(epoch from now() - min(queued_at) filter (where lane = 1 and state = 'queued')), 0)::float8 as bulk,
        (count(*) filter (where state = 'queued'))::int as queued,
        (count(*) filter (where state in ('unknown', 'unresolved')))::int as unknown
      from outbox`);
    const row = rows[0];
    return {
      oldestSeconds: { interactive: row?.interactive ?? 0, bulk: row?.bulk ?? 0 },
      queued: row?.queued ?? 0,
      unknown: row?.unknown ?? 0,
    };
  });
}
