import { and, eq } from 'drizzle-orm';
import { numbers } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';

/** The id of a number of the organization. @throws DomainError not_found number_unknown */
export async function findNumber(ctx: VerbContext, e164: string): Promise<string> {
  const [found] = await ctx.tx
    .select({ id: numbers.id })
    .from(numbers)
    .where(and(eq(numbers.organizationId, ctx.organizationId), eq(numbers.e164, e164)));
  if (found) return found.id;
  throw new DomainError(
    'not_found',
    'number_unknown',
    `The number ${e164} is not one of this organization's.`,
  );
}
