import { and, eq } from 'drizzle-orm';
import { services } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';

/** The id of a Service by its name. @throws DomainError not_found service_unknown */
export async function findService(ctx: VerbContext, name: string): Promise<string> {
  const [found] = await ctx.tx
    .select({ id: services.id })
    .from(services)
    .where(and(eq(services.organizationId, ctx.organizationId), eq(services.name, name)));
  if (!found) throw new DomainError('not_found', 'service_unknown', `There is no Service "${name}".`);
  return found.id;
}

/** Each Service's name by its id. */
export async function serviceNames(ctx: VerbContext): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(eq(services.organizationId, ctx.organizationId));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
