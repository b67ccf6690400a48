import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { readOriginator } from '@/server/domain/numbers/originator';
import type { DialplanVerdict } from '@/server/domain/routing/dialplan';
import type { DryRunInput } from '@/server/domain/routing/inputs';
import { type DecidedBy, type Route, sayRoute } from '@/server/domain/routing/say-route';
import { type BringFor, membersToBring } from '../conversations/members-to-bring';
import { requirePermission } from '../require-permission';
import { routeInbound } from './route-inbound';

export interface DryRun {
  decidedBy: DecidedBy;
  rule: { id: string; name: string; target: 'users' | 'service' | 'reply' | 'block' } | null;
  /** Who would be brought in. */
  users: { id: string; name: string }[];
  /** The decision and the way to it, in words. */
  why: string;
}

interface Line extends Record<string, unknown> {
  number_id: string;
  service_id: string | null;
  service_name: string | null;
  blocked: boolean;
}

/**
 * What would happen to a first text: whom it would reach, by which rule, and why. Asks the same rules and the
 * same query as receive-message, and changes nothing.
 * @throws DomainError forbidden; not_found number_unknown
 */
export async function dryRunRoute(ctx: VerbContext, input: DryRunInput): Promise<DryRun> {
  requirePermission(ctx, 'organization.administer');
  const { originator: customer } = readOriginator(input.from);
  const line = await findLine(ctx, input.to, customer);
  const { number_id: numberId, service_id: serviceId } = line;
  const at = input.at ? new Date(input.at) : ctx.now;
  const asked = !serviceId && !line.blocked;
  const verdict: Awaited<ReturnType<typeof routeInbound>> = asked
    ? await routeInbound(ctx, { numberId, customer, text: input.text, at })
    : { rule: null, trail: [], rules: [] };
  const { rule } = verdict;
  const silent = line.blocked || rule?.target.kind === 'block';
  const bringFor = { serviceId, numberId, target: rule?.target ?? null };
  const users = silent ? [] : await whoWouldHear(ctx, bringFor);
  const route: Route = {
    ...verdict,
    decidedBy: decidedBy(line, rule, users.length),
    serviceName: line.service_name,
    names: users.map(({ name }) => name),
  };
  return {
    decidedBy: route.decidedBy,
    rule: rule && { id: rule.id, name: rule.name, target: rule.target.kind },
    users,
    why: sayRoute(route),
  };
}

async function findLine(ctx: VerbContext, to: string, customer: string): Promise<Line> {
  const { rows } = await ctx.tx.execute<Line>(sql`
    select n.id as number_id, s.id as service_id, s.name as service_name,
           exists (select from blocks b where b.organization_id = n.organization_id
             and b.customer = ${customer}) as blocked
    from numbers n left join services s on s.organization_id = n.organization_id and s.number_id = n.id
    where n.organization_id = ${ctx.organizationId} and ${to} in (n.id::text, n.e164)`);
  if (rows[0]) return rows[0];
  throw new DomainError('not_found', 'number_unknown', 'This number is not one of ours.');
}

async function whoWouldHear(ctx: VerbContext, bringFor: BringFor): Promise<{ id: string; name: string }[]> {
  const { rows } = await ctx.tx.execute<{ id: string; name: string }>(sql`
    select u.id, u.name from (${membersToBring(ctx, bringFor)}) bring
      join users u on u.organization_id = ${ctx.organizationId} and u.id = bring.id
    order by u.name, u.id`);
  return rows;
}

function decidedBy(line: Line, rule: DialplanVerdict['rule'], heardBy: number): DecidedBy {
  if (line.blocked) return 'blocklist';
  if (rule?.target.kind === 'block' || rule?.target.kind === 'reply') return 'rule';
  if (heardBy === 0) return 'nobody';
  if (line.service_id) return 'service';
  return rule ? 'rule' : 'office';
}
