import { and, eq } from 'drizzle-orm';
import { numbers } from '@/db/schema/numbers';
import { users } from '@/db/schema/users';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/**
 * Gives a user their own line (item 21); several may share one. From then on they see its conversations.
 * @throws DomainError forbidden; not_found user_unknown, number_unknown
 */
export async function giveOfficeNumber(
  ctx: VerbContext,
  input: { userId: string; numberId: string },
): Promise<void> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  const [number] = await tx
    .select({ id: numbers.id })
    .from(numbers)
    .where(
      and(
        eq(numbers.organizationId, organizationId),
        eq(numbers.id, input.numberId),
        eq(numbers.status, 'active'),
      ),
    );
  if (!number) throw new DomainError('not_found', 'number_unknown', 'This number is not one of ours.');
  const given = await tx
    .update(users)
    .set({ officeNumberId: number.id })
    .where(and(eq(users.organizationId, organizationId), eq(users.id, input.userId)))
    .returning({ id: users.id });
  if (given.length === 0) throw new DomainError('not_found', 'user_unknown', 'There is no such user.');
  await appendAudit(ctx, 'user.office_number', input.userId);
  ctx.publish({ to: 'user', userId: input.userId }, { kind: 'access.changed', userId: input.userId });
}
