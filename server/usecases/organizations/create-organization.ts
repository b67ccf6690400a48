import { sql } from 'drizzle-orm';
import { eventCounters } from '@/db/schema/events';
import { organizations } from '@/db/schema/organizations';
import { type Box, inOrganization, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { CreateOrganizationInput } from '@/server/domain/organizations/inputs';
import { twoWayCountry } from '@/server/domain/organizations/region';
import type { Actor } from '@/server/domain/users/actor';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/**
 * Makes a tenant. It takes the box instead of a context: the transaction it runs in is that of the
 * organization it makes, so the id is drawn first.
 * @throws DomainError conflict slug_taken
 */
export async function createOrganization(
  box: Box,
  actor: Actor,
  input: CreateOrganizationInput,
): Promise<{ id: number; slug: string }> {
  const id = await nextOrganizationId(box);
  return inOrganization(box, id, actor, (ctx) => storeOrganization(ctx, input));
}

/** The rows of a new tenant, for a caller who has drawn its id and adds more in the same transaction. */
export async function storeOrganization(
  ctx: VerbContext,
  input: CreateOrganizationInput,
): Promise<{ id: number; slug: string }> {
  requirePermission(ctx, 'organization.administer');
  const id = ctx.organizationId;
  const { slug, name, region, platformVersion, timeZone } = input;
  const searchLanguage = twoWayCountry(region)?.searchLanguage ?? 'simple';
  const created = await ctx.tx
    .insert(organizations)
    .values({ id, slug, name, region, platformVersion, timeZone, searchLanguage, createdAt: ctx.now })
    .onConflictDoNothing();
  if (created.rowCount === 0) {
    throw new DomainError('conflict', 'slug_taken', `There is already an organization "${slug}".`);
  }
  await ctx.tx.insert(eventCounters).values({ organizationId: id });
  await appendAudit(ctx, 'organization.created', String(id));
  return { id, slug };
}

/** An id that nobody had or will have. */
export async function nextOrganizationId({ database }: Box): Promise<number> {
  const { rows } = await database.withDispatcher((tx) =>
    tx.execute<{ id: number }>(sql`select nextval('organizations_id_seq')::int as id`),
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('a sequence gave no number');
  return id;
}
