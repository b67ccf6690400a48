import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { TimerKind } from '@/server/domain/timers/timer';

export interface DueTimer {
  organizationId: number;
  kind: TimerKind;
  targetId: string;
}

/** What is due in all organizations, the longest due first. The verb that does it takes the timer away. */
export async function dueTimers(database: Database, now: Date, limit: number): Promise<DueTimer[]> {
  return database.withDispatcher(async (tx) => {
    const due = await tx.execute<{ organization_id: number; kind: TimerKind; target_id: string }>(sql`
      select organization_id, kind, target_id from timers
      where due_at <= ${now} order by due_at limit ${limit}`);
    return due.rows.map((row) => ({
      organizationId: row.organization_id,
      kind: row.kind,
      targetId: row.target_id,
    }));
  });
}
