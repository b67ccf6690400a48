import { openDatabase } from '@/db/client';
import { hashPassword } from '@/server/auth/hash-password';
import { inOrganization } from '@/server/context';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { createUser } from '@/server/usecases/users/create-user';
import type { Product } from './product';

/** Adds agents by the verb itself: the command line takes a second for each. */
export async function hireAgents(
  product: Product,
  slug: string,
  emails: readonly string[],
  password: string,
): Promise<void> {
  const database = openDatabase({ url: product.databaseUrl() });
  const doorbell = { ringEvents: () => undefined, ringOutbox: () => undefined };
  const box = { database, doorbell, clock: () => new Date() };
  try {
    const organizationId = await findOrganization(database, slug);
    const passwordHash = await hashPassword(password);
    for (const email of emails) {
      await inOrganization(box, organizationId, { kind: 'operator' }, (ctx) =>
        createUser(ctx, { email, role: 'agent', licence: 'business' }, passwordHash),
      );
    }
  } finally {
    await database.close();
  }
}
