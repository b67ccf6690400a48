import { and, asc, eq, or } from 'drizzle-orm';
import { users } from '@/db/schema/users';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { UpdateUserInput } from '@/server/domain/users/inputs';
import { leavesNoAdmin, mayText } from '@/server/domain/users/roles';
import { appendAudit } from '../audit/append-audit';
import { holdTakingPart } from '../conversations/hold-taking-part';
import { takeOutEverywhere } from '../conversations/take-out-everywhere';
import { requirePermission } from '../require-permission';
import { tellEverybody } from './tell-everybody';

/**
 * Changes a person's role or licence, or switches them off and on. It holds from their next request on; their screens ask
 * again at once. Who may no longer text (item 20) loses their assignments and takes part nowhere any more.
 * @throws DomainError forbidden; not_found user_unknown; conflict user_changed, last_admin
 */
export async function updateUser(
  ctx: VerbContext,
  { userId, version, ...given }: UpdateUserInput,
): Promise<void> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  if (given.licence !== undefined || given.active === false) {
    await holdTakingPart(ctx, { userIds: [userId], serviceId: null });
  }
  const people = await holdWithAdmins(ctx, userId);
  const before = people.find(({ id }) => id === userId);
  if (!before) throw new DomainError('not_found', 'user_unknown', 'There is no such user.');
  if (version !== undefined && version !== before.version) {
    const message = 'Somebody changed this person meanwhile. Look at them again.';
    throw new DomainError('conflict', 'user_changed', message);
  }
  const after = {
    name: given.name ?? before.name,
    role: given.role ?? before.role,
    licence: given.licence ?? before.licence,
    active: given.active ?? before.active,
  };
  const others = people.filter(({ id }) => id !== userId);
  if (leavesNoAdmin(before, after, others)) {
    const message = `${before.name} is the only admin. Make somebody else one first.`;
    throw new DomainError('conflict', 'last_admin', message);
  }
  await tx
    .update(users)
    .set({ ...after, version: before.version + 1 })
    .where(and(eq(users.organizationId, organizationId), eq(users.id, userId)));
  await appendAudit(ctx, 'user.changed', userId);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  if (mayText(before) && !mayText(after)) {
    await takeOutEverywhere(ctx, { userId, serviceId: null });
    await tellEverybody(ctx);
  }
  // Who was just switched off hears it, too: their screens end.
  ctx.publish({ to: 'user', userId }, { kind: 'access.changed', userId });
}

/** The person and all admins: of two admins who leave at once, the second must see that the first is gone. */
function holdWithAdmins({ tx, organizationId }: VerbContext, userId: string) {
  return tx
    .select({
      id: users.id,
      name: users.name,
      role: users.role,
      licence: users.licence,
      active: users.active,
      version: users.version,
    })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), or(eq(users.id, userId), eq(users.role, 'admin'))))
    .orderBy(asc(users.id))
    .for('no key update');
}
