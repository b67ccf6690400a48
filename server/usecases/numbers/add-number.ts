import { and, eq } from 'drizzle-orm';
import { connections, numbers, senders } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { AddNumberInput } from '@/server/domain/numbers/inputs';
import { readOwnNumber } from '@/server/domain/numbers/own-number';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/**
 * Adds a number that the organization has with one of its carriers. It sends at the connection's pace.
 * @throws DomainError invalid_input when it is no number that can text; not_found connection_unknown;
 *   conflict number_taken
 */
export async function addNumber(ctx: VerbContext, input: AddNumberInput): Promise<{ id: string }> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  const number = readOwnNumber(input.e164);
  if (!number.ok) throw new DomainError('invalid_input', number.reason, number.message);
  const [connection] = await tx
    .select({ id: connections.id, rate: connections.rate })
    .from(connections)
    .where(and(eq(connections.organizationId, organizationId), eq(connections.id, input.connectionId)));
  if (!connection) {
    throw new DomainError('not_found', 'connection_unknown', 'This organization has no such connection.');
  }
  const { e164, country } = number;
  const id = ctx.newId();
  const added = await tx
    .insert(numbers)
    .values({
      organizationId,
      id,
      connectionId: connection.id,
      e164,
      country,
      kind: input.kind ?? number.kind,
      createdAt: ctx.now,
    })
    .onConflictDoNothing();
  if (added.rowCount === 0) {
    throw new DomainError('conflict', 'number_taken', `The organization already has the number ${e164}.`);
  }
  const spacing = connection.rate > 0 ? 1 / connection.rate : 0;
  await tx.insert(senders).values({ organizationId, numberId: id, spacing });
  await appendAudit(ctx, 'number.added', id);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  return { id };
}
