import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

/** Unconfirmed messages whose next look-up at the carrier is due (reliability 4.2: after 15 s, 60 s, 5 min). */
export async function dueLookUps(
  database: Database,
  limit: number,
): Promise<{ organizationId: number; messageId: string }[]> {
  return database.withDispatcher(async (tx) => {
    const due = await tx.execute<{ organization_id: number; message_id: string }>(sql`
      select organization_id, message_id from outbox
      where state = 'unknown' and not_before <= now() order by not_before limit ${limit}`);
    return due.rows.map((row) => ({ organizationId: row.organization_id, messageId: row.message_id }));
  });
}
