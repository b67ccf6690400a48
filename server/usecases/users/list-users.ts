import { asc, eq } from 'drizzle-orm';
import { users } from '@/db/schema/users';
import type { VerbContext } from '@/server/context';
import type { Licence, Role } from '@/server/domain/users/roles';
import { requirePermission } from '../require-permission';

export interface UserSettings {
  id: string;
  email: string;
  name: string;
  role: Role;
  licence: Licence;
  active: boolean;
  version: number;
}

/** All people of the organization, by name, those who are switched off among them. @throws DomainError forbidden */
export async function listUsers(ctx: VerbContext): Promise<UserSettings[]> {
  requirePermission(ctx, 'organization.administer');
  return ctx.tx
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      role: users.role,
      licence: users.licence,
      active: users.active,
      version: users.version,
    })
    .from(users)
    .where(eq(users.organizationId, ctx.organizationId))
    .orderBy(asc(users.name), asc(users.id));
}
