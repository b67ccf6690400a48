import { and, eq } from 'drizzle-orm';
import { users } from '@/db/schema/users';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { Actor } from '@/server/domain/users/actor';
import { requirePermission } from '../require-permission';

/** A person as an actor, for whoever may act in their name. @throws DomainError not_found user_unknown */
export async function findPerson(ctx: VerbContext, email: string): Promise<Actor> {
  requirePermission(ctx, 'organization.administer');
  const [found] = await ctx.tx
    .select({ userId: users.id, role: users.role, licence: users.licence, active: users.active })
    .from(users)
    .where(and(eq(users.organizationId, ctx.organizationId), eq(users.email, email.toLowerCase())));
  if (!found) throw new DomainError('not_found', 'user_unknown', `Nobody here has the address ${email}.`);
  return { kind: 'user', ...found };
}
