import { and, asc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import { organizations } from '@/db/schema/organizations';
import type { VerbContext } from '@/server/context';
import { changeFile } from '../messages/change-file';
import { fileColumns } from './file-projection';

const DAY_MS = 24 * 3_600_000;

/**
 * Files of messages whose time is over by the organization's rule; none without a rule. What lies on a virtual telephone
 * is not ours, and what is on its way has not begun its time.
 */
export async function findExpiredFiles(ctx: VerbContext, limit: number): Promise<string[]> {
  const [rule] = await ctx.tx
    .select({ days: organizations.fileRetentionDays })
    .from(organizations)
    .where(eq(organizations.id, ctx.organizationId));
  if (!rule?.days) return [];
  const rows = await ctx.tx
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        eq(files.organizationId, ctx.organizationId),
        eq(files.state, 'ready'),
        isNotNull(files.messageId),
        isNull(files.handsetId),
        lt(files.createdAt, new Date(ctx.now.getTime() - rule.days * DAY_MS)),
      ),
    )
    .orderBy(asc(files.createdAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Says of a file whose bytes have been removed that its time is over. What tells of its content goes with them; the
 * carrier is not asked for it again.
 */
export async function markFileExpired(ctx: VerbContext, fileId: string): Promise<void> {
  const [expired] = await ctx.tx
    .update(files)
    .set({ state: 'unavailable', fault: 'expired', sha256: null, text: null, source: null })
    .where(and(eq(files.organizationId, ctx.organizationId), eq(files.id, fileId), eq(files.state, 'ready')))
    .returning({ ...fileColumns, messageId: files.messageId });
  if (!expired?.messageId) return;
  const { messageId, ...view } = expired;
  await changeFile(ctx, messageId, view);
}
