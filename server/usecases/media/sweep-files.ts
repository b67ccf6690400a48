import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { files } from '@/db/schema/media';
import type { VerbContext } from '@/server/context';
import { isUnsent } from './unsent-files';

/** Forgets files that were uploaded and not sent for a day; the sweep of the storage then finds their bytes. */
export async function forgetUnsentFiles(ctx: VerbContext): Promise<void> {
  const aDayAgo = new Date(ctx.now.getTime() - 24 * 3_600_000);
  await ctx.tx
    .delete(files)
    .where(and(eq(files.organizationId, ctx.organizationId), isUnsent, lt(files.createdAt, aDayAgo)));
}

/** Which of these files of one organization are known, whatever became of them. */
export async function knownFiles(
  database: Database,
  organizationId: number,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await database.withDispatcher((tx) =>
    tx
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.organizationId, organizationId), inArray(files.id, [...ids]))),
  );
  return new Set(rows.map(({ id }) => id));
}
