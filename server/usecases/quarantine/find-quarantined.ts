import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { quarantine } from '@/db/schema/messages';
import { DomainError } from '@/server/domain/errors';

/** Which organization a waiting webhook belongs to, for operators, who see all. @throws DomainError not_found */
export async function organizationOfQuarantined(database: Database, id: string): Promise<number> {
  const [found] = await database.withDispatcher((tx) =>
    tx
      .select({ organizationId: quarantine.organizationId })
      .from(quarantine)
      .where(and(eq(quarantine.id, id), isNull(quarantine.replayedAt))),
  );
  if (!found)
    throw new DomainError('not_found', 'quarantine_not_found', 'Nothing with this id waits in quarantine.');
  return found.organizationId;
}
