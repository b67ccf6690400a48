import { eq } from 'drizzle-orm';
import { organizations } from '@/db/schema/organizations';
import type { VerbContext } from '@/server/context';
import type { FileRetentionInput } from '@/server/domain/media/inputs';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/** For how many days the organization keeps the files of messages; the hourly sweep deletes older ones for good. */
export async function setFileRetention(ctx: VerbContext, { days }: FileRetentionInput): Promise<void> {
  requirePermission(ctx, 'organization.administer');
  await ctx.tx
    .update(organizations)
    .set({ fileRetentionDays: days })
    .where(eq(organizations.id, ctx.organizationId));
  await appendAudit(ctx, 'files.retention', String(ctx.organizationId));
}
