import { eq, sql } from 'drizzle-orm';
import { organizations } from '@/db/schema/organizations';
import { handsets } from '@/db/schema/simulator';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { parsePhoneNumber } from '@/server/domain/numbers/phone-number';
import { fictitiousNumbers } from '@/server/domain/simulator/fictitious-numbers';
import { type HandsetView, ORDINARY_BEHAVIOUR } from '@/server/domain/simulator/handset';
import type { CreateHandsetInput } from '@/server/domain/simulator/inputs';
import { requirePermission } from '../require-permission';
import { handsetColumns, publishHandset } from './handset-projection';

/**
 * Adds a virtual telephone, with the number given or the next free made-up one.
 * @throws DomainError invalid_input for a number that cannot be texted; conflict number_taken, or
 *   no_number_left when all made-up ones are in use
 */
export async function createHandset(ctx: VerbContext, input: CreateHandsetInput): Promise<HandsetView> {
  requirePermission(ctx, 'simulator.use');
  const taken = await takenNumbers(ctx);
  for (const number of await candidates(ctx, input.number)) {
    if (taken.has(number)) continue;
    const [created] = await ctx.tx
      .insert(handsets)
      .values({
        organizationId: ctx.organizationId,
        id: ctx.newId(),
        name: input.name,
        number,
        behaviour: ORDINARY_BEHAVIOUR,
      })
      // Somebody else may have taken it since we looked: then the next one is tried.
      .onConflictDoNothing()
      .returning(handsetColumns);
    if (!created) continue;
    publishHandset(ctx, created.id);
    return created;
  }
  if (input.number) {
    throw new DomainError('conflict', 'number_taken', `The number ${input.number} is already in use here.`);
  }
  throw new DomainError('conflict', 'no_number_left', 'All made-up numbers are in use.');
}

async function candidates(ctx: VerbContext, given: string | undefined): Promise<string[]> {
  if (given !== undefined) {
    const number = parsePhoneNumber(given);
    if (!number.ok) throw new DomainError('invalid_input', number.reason, number.message);
    return [number.e164];
  }
  const [organization] = await ctx.tx
    .select({ region: organizations.region })
    .from(organizations)
    .where(eq(organizations.id, ctx.organizationId));
  return fictitiousNumbers(organization?.region ?? 'US');
}

/** Of handsets and of the organization itself: one number never stands for two ends. */
async function takenNumbers(ctx: VerbContext): Promise<Set<string>> {
  const { rows } = await ctx.tx.execute<{ number: string }>(sql`
    select number from simulator_handsets where organization_id = ${ctx.organizationId}
    union all
    select e164 from numbers where organization_id = ${ctx.organizationId}`);
  return new Set(rows.map((row) => row.number));
}
