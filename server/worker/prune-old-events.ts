import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { pruneEvents } from '@/server/events/read-events';

/** Throws away each organization's news of more than a week ago. */
export async function pruneOldEvents(database: Database): Promise<void> {
  const organizationIds = await database.withDispatcher(async (tx) => {
    const { rows } = await tx.execute<{ organization_id: number }>(
      sql`select organization_id from event_counters`,
    );
    return rows.map((row) => row.organization_id);
  });
  for (const organizationId of organizationIds) {
    await database.withOrganization(organizationId, (tx) => pruneEvents(tx, organizationId));
  }
}
