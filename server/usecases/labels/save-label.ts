import { and, eq, ne } from 'drizzle-orm';
import { labels } from '@/db/schema/labels';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { SaveLabelInput } from '@/server/domain/labels/inputs';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/** Makes a label, or gives one another name or colour. @throws DomainError forbidden; conflict label_exists */
export async function saveLabel(
  ctx: VerbContext,
  { id, name, color }: SaveLabelInput,
): Promise<{ id: string }> {
  requirePermission(ctx, 'labels.administer');
  const { organizationId, tx } = ctx;
  const [other] = await tx
    .select({ id: labels.id })
    .from(labels)
    .where(and(eq(labels.organizationId, organizationId), eq(labels.name, name), ne(labels.id, id)));
  if (other) throw labelExists(name);
  const stored = await tx
    .insert(labels)
    .values({ organizationId, id, name, color, createdAt: ctx.now })
    .onConflictDoUpdate({ target: [labels.organizationId, labels.id], set: { name, color } });
  if (stored.rowCount === 0) throw labelExists(name);
  await appendAudit(ctx, 'label.saved', id);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  return { id };
}

function labelExists(name: string): DomainError {
  return new DomainError('conflict', 'label_exists', `There is already a label "${name}".`);
}
