import { and, count, eq, inArray } from 'drizzle-orm';
import { numbers, serviceMembers, services } from '@/db/schema/numbers';
import { users } from '@/db/schema/users';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { CreateServiceInput } from '@/server/domain/services/inputs';
import { nextServiceColor } from '@/server/domain/services/service-colors';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/**
 * Makes a Service with its SMS number, static members and manager (manual, items 4, 41, 81).
 * @throws DomainError not_found for a number or person that is not the organization's, each named;
 *   conflict service_exists, number_in_use
 */
export async function createService(ctx: VerbContext, input: CreateServiceInput): Promise<{ id: string }> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  const numberId = input.numberE164 ? await findFreeNumber(ctx, input.numberE164) : null;
  const memberIds = await findPeople(ctx, input.memberEmails);
  const [managerId = null] = await findPeople(ctx, input.managerEmail ? [input.managerEmail] : []);
  const id = ctx.newId();
  const [existing] = await tx
    .select({ count: count() })
    .from(services)
    .where(eq(services.organizationId, organizationId));
  const created = await tx
    .insert(services)
    .values({
      organizationId,
      id,
      name: input.name,
      color: nextServiceColor(existing?.count ?? 0),
      numberId,
      managerId,
      createdAt: ctx.now,
    })
    .onConflictDoNothing();
  if (created.rowCount === 0) {
    throw new DomainError('conflict', 'service_exists', `There is already a Service "${input.name}".`);
  }
  if (memberIds.length > 0) {
    await tx
      .insert(serviceMembers)
      .values(memberIds.map((userId) => ({ organizationId, serviceId: id, userId })));
  }
  await appendAudit(ctx, 'service.created', id);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  for (const userId of memberIds) ctx.publish({ to: 'user', userId }, { kind: 'access.changed', userId });
  return { id };
}

async function findFreeNumber(ctx: VerbContext, e164: string): Promise<string> {
  const [found] = await ctx.tx
    .select({ id: numbers.id, usedBy: services.name })
    .from(numbers)
    .leftJoin(
      services,
      and(eq(services.organizationId, numbers.organizationId), eq(services.numberId, numbers.id)),
    )
    .where(
      and(
        eq(numbers.organizationId, ctx.organizationId),
        eq(numbers.e164, e164),
        eq(numbers.status, 'active'),
      ),
    );
  if (!found) {
    throw new DomainError(
      'not_found',
      'number_unknown',
      `The number ${e164} is not one of this organization's.`,
    );
  }
  if (found.usedBy !== null) {
    throw new DomainError(
      'conflict',
      'number_in_use',
      `The number ${e164} belongs to the Service "${found.usedBy}".`,
    );
  }
  return found.id;
}

/** The ids of these addresses, each person once. */
async function findPeople(ctx: VerbContext, emails: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(emails)];
  if (wanted.length === 0) return [];
  const found = await ctx.tx
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(eq(users.organizationId, ctx.organizationId), inArray(users.email, wanted)));
  const missing = wanted.filter((email) => !found.some((user) => user.email === email));
  if (missing.length > 0) {
    throw new DomainError('not_found', 'user_unknown', `Nobody here has the address ${missing.join(', ')}.`);
  }
  return found.map(({ id }) => id);
}
