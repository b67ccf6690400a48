import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import {
  type DialplanFacts,
  type DialplanRule,
  type DialplanVerdict,
  evaluateDialplan,
} from '@/server/domain/routing/dialplan';

/**
 * Asks the organization's dialplan about a text to an office number (item 35). One query; keywords are asked of
 * the first message only, which is one without a conversation that goes on.
 */
export async function routeInbound(
  ctx: VerbContext,
  facts: Omit<DialplanFacts, 'isFirst'>,
): Promise<DialplanVerdict & { rules: readonly DialplanRule[] }> {
  const { rows } = await ctx.tx.execute<DialplanRule & Record<string, unknown>>(sql`
    select id, name, enabled, match, target from dialplan_rules
    where organization_id = ${ctx.organizationId} order by position`);
  if (rows.length === 0) return { rule: null, trail: [], rules: rows };
  const isFirst = rows.some(({ match }) => match.keywords.length > 0) && (await isFirstMessage(ctx, facts));
  return { ...evaluateDialplan(rows, { ...facts, isFirst }), rules: rows };
}

async function isFirstMessage(
  ctx: VerbContext,
  { numberId, customer }: Pick<DialplanFacts, 'numberId' | 'customer'>,
): Promise<boolean> {
  const { rows } = await ctx.tx.execute(sql`
    select from conversations where organization_id = ${ctx.organizationId} and number_id = ${numberId}
      and customer = ${customer} and retired_at is null`);
  return rows.length === 0;
}
