import { and, eq, sql } from 'drizzle-orm';
import { labels } from '@/db/schema/labels';
import type { VerbContext } from '@/server/context';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/**
 * Takes a label away everywhere. Screens hear that the labels changed and no longer draw it; they are not told
 * of each conversation that had it. One that is gone already stays gone. @throws DomainError forbidden
 */
export async function deleteLabel(ctx: VerbContext, { id }: { id: string }): Promise<{ id: string }> {
  requirePermission(ctx, 'labels.administer');
  const { organizationId, tx } = ctx;
  // Held first: whoever is giving it to a conversation right now has done so before, or finds it gone.
  await tx.execute(
    sql`select from labels where organization_id = ${organizationId} and id = ${id} for update`,
  );
  await tx.execute(sql`
    update conversations set label_ids = array_remove(label_ids, ${id}::uuid)
    where organization_id = ${organizationId} and id in (
      select conversation_id from conversation_labels
      where organization_id = ${organizationId} and label_id = ${id})`);
  await tx.execute(sql`
    update contacts set label_ids = array_remove(label_ids, ${id}::uuid)
    where organization_id = ${organizationId} and ${id}::uuid = any(label_ids)`);
  const gone = await tx
    .delete(labels)
    .where(and(eq(labels.organizationId, organizationId), eq(labels.id, id)))
    .returning({ id: labels.id });
  if (gone.length === 0) return { id };
  await appendAudit(ctx, 'label.deleted', id);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  return { id };
}
