import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { formatNumber } from '@/server/domain/numbers/format-number';
import {
  type HandsetBehaviour,
  type HandsetMessageView,
  type HandsetSummary,
  ORDINARY_BEHAVIOUR,
  type ReachableNumber,
  type SimulatedNetwork,
} from '@/server/domain/simulator/handset';
import { requirePermission } from '../require-permission';
import { filesOnHandsets, toHandsetMessageView } from './handset-projection';

/**
 * All virtual telephones with the last line on each screen, and our numbers that they can reach.
 * @throws DomainError not_found no_simulator where no simulator connection exists
 */
export async function listHandsets(ctx: VerbContext): Promise<SimulatedNetwork> {
  requirePermission(ctx, 'simulator.use');
  const connections = await ctx.tx.execute(sql`
    select from connections where organization_id = ${ctx.organizationId} and kind = 'simulator' limit 1`);
  if (connections.rows.length === 0) {
    throw new DomainError('not_found', 'no_simulator', 'This organization has no simulated carrier.');
  }
  return { handsets: await readHandsets(ctx), numbers: await readNumbers(ctx) };
}

async function readHandsets(ctx: VerbContext): Promise<HandsetSummary[]> {
  const { rows } = await ctx.tx.execute<{
    id: string;
    number: string;
    name: string;
    behaviour: HandsetBehaviour;
    message_id: string | null;
    direction: HandsetMessageView['direction'];
    peer: string;
    text: string;
    at: Date;
  }>(sql`
    select h.id, h.number, h.name, h.behaviour,
           last.id as message_id, last.direction, last.peer, left(last.text, 120) as text, last.at
    from simulator_handsets h left join lateral (
      select id, direction, peer, text, at from simulator_messages m
      where m.organization_id = h.organization_id and m.handset_id = h.id and m.at <= now()
      order by m.at desc, m.id desc limit 1) as last on true
    where h.organization_id = ${ctx.organizationId}
    order by coalesce(last.at, h.created_at) desc, h.id desc`);
  const filesOf = await filesOnHandsets(
    ctx,
    rows.flatMap(({ message_id }) => message_id ?? []),
  );
  return rows.map(({ id, number, name, behaviour, message_id, direction, peer, text, at }) => ({
    id,
    number,
    display: formatNumber(number),
    name,
    behaviour: { ...ORDINARY_BEHAVIOUR, ...behaviour },
    lastMessage:
      message_id === null
        ? null
        : toHandsetMessageView(
            { id: message_id, handsetId: id, direction, peer, text, at: new Date(at) },
            filesOf.get(message_id),
          ),
  }));
}

async function readNumbers(ctx: VerbContext): Promise<ReachableNumber[]> {
  const { rows } = await ctx.tx.execute<{ e164: string; name: string | null; color: string | null }>(sql`
    select n.e164, s.name, s.color
    from numbers n
      join connections c on c.organization_id = n.organization_id and c.id = n.connection_id
      left join services s on s.organization_id = n.organization_id and s.number_id = n.id
    where n.organization_id = ${ctx.organizationId} and n.status = 'active' and c.kind = 'simulator'
    order by s.id nulls last, n.e164`);
  return rows.map(({ e164, name, color }) => ({
    e164,
    display: formatNumber(e164),
    service: name === null || color === null ? null : { name, color },
  }));
}
