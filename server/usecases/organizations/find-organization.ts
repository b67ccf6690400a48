import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { organizations } from '@/db/schema/organizations';
import { DomainError } from '@/server/domain/errors';

/** The id of an organization by its short name. @throws DomainError not_found organization_unknown */
export async function findOrganization(database: Database, slug: string): Promise<number> {
  const [found] = await database.withDispatcher((tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.slug, slug)),
  );
  if (!found)
    throw new DomainError('not_found', 'organization_unknown', `There is no organization "${slug}".`);
  return found.id;
}

/** All organizations of the installation, oldest first. */
export async function listOrganizations(database: Database): Promise<{ id: number; slug: string }[]> {
  return database.withDispatcher((tx) =>
    tx
      .select({ id: organizations.id, slug: organizations.slug })
      .from(organizations)
      .orderBy(organizations.id),
  );
}
