import { and, eq, type SQL, sql } from 'drizzle-orm';
import { services } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { SystemLine } from '@/server/domain/messages/message';
import type { MoveNumberInput } from '@/server/domain/numbers/inputs';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';
import { tellEverybody } from '../users/tell-everybody';

export interface MoveEffect {
  /** Conversations that can only be read from then on. */
  retired: number;
  /** Earlier ones of the target Service, or of the office number, that go on. */
  revived: number;
}

/**
 * Gives a number to another Service (decision 8). The conversations of the old one stay with its people and
 * can only be read; those that the target Service had on this number before go on, so that moving it back
 * undoes the move exactly. Each says so in a line. All in one transaction, by few statements however many there are.
 * @throws DomainError forbidden; not_found number_unknown, service_not_found; conflict service_has_number
 */
export async function moveNumber(ctx: VerbContext, input: MoveNumberInput): Promise<MoveEffect> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  const { numberId, serviceId } = input;
  const held = await tx.execute(sql`
    select id from numbers where organization_id = ${organizationId} and id = ${numberId} for update`);
  if (held.rows.length === 0)
    throw new DomainError('not_found', 'number_unknown', 'This number is not one of ours.');
  if (serviceId) await needFreeService(ctx, input);
  await tx
    .update(services)
    .set({ numberId: null })
    .where(and(eq(services.organizationId, organizationId), eq(services.numberId, numberId)));
  if (serviceId) {
    await tx
      .update(services)
      .set({ numberId })
      .where(and(eq(services.organizationId, organizationId), eq(services.id, serviceId)));
  }
  const retired = await change(ctx, leaving(input), sql`${ctx.now}::timestamptz`, {
    kind: 'retired',
    serviceId,
  });
  const revived = await change(ctx, returning(input), sql`null`, { kind: 'revived' });
  await appendAudit(ctx, 'number.moved', numberId);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  await tellEverybody(ctx);
  return { retired, revived };
}

/** What a move would do, before anybody does it. @throws DomainError forbidden */
export async function previewMove(ctx: VerbContext, input: MoveNumberInput): Promise<MoveEffect> {
  requirePermission(ctx, 'organization.administer');
  const { rows } = await ctx.tx.execute<{ retired: number; revived: number }>(sql`
    select count(*) filter (where ${leaving(input)})::int as retired,
           count(*) filter (where ${returning(input)})::int as revived
    from conversations where organization_id = ${ctx.organizationId} and number_id = ${input.numberId}`);
  return rows[0] ?? { retired: 0, revived: 0 };
}

function leaving({ numberId, serviceId }: MoveNumberInput): SQL {
  return sql`number_id = ${numberId} and retired_at is null and service_id is distinct from ${serviceId}::uuid`;
}

function returning({ numberId, serviceId }: MoveNumberInput): SQL {
  return sql`number_id = ${numberId} and retired_at is not null
    and service_id is not distinct from ${serviceId}::uuid`;
}

async function needFreeService(ctx: VerbContext, { numberId, serviceId }: MoveNumberInput): Promise<void> {
  const [service] = await ctx.tx
    .select({ name: services.name, numberId: services.numberId })
    .from(services)
    .where(and(eq(services.organizationId, ctx.organizationId), eq(services.id, serviceId ?? '')))
    .for('update');
  if (!service) throw new DomainError('not_found', 'service_not_found', 'There is no such Service.');
  if (service.numberId && service.numberId !== numberId) {
    throw new DomainError(
      'conflict',
      'service_has_number',
      `${service.name} has a number already. Take that one away first.`,
    );
  }
}

/** Sets the conversations' state, writes a line in each, and lets who had read all before have read it too. */
async function change(ctx: VerbContext, which: SQL, retiredAt: SQL, system: SystemLine): Promise<number> {
  const { rows } = await ctx.tx.execute<{ count: number }>(sql`
    with changed as (
      update conversations set retired_at = ${retiredAt}, last_seq = last_seq + 1, version = version + 1
      where organization_id = ${ctx.organizationId} and ${which}
      returning organization_id, id, inbox_id, last_seq
    ), lines as (
      insert into messages (organization_id, id, conversation_id, inbox_id, seq, direction, channel, body, system,
        status, segments, encoding, author_id, created_at)
      select organization_id, gen_random_uuid(), id, inbox_id, last_seq, 'internal', 'system', '',
        ${JSON.stringify(system)}::jsonb, 'received', 0, 'GSM-7',
        ${ctx.actor.kind === 'user' ? ctx.actor.userId : null}::uuid, ${ctx.now}
      from changed returning 1
    ), marks as (
      update read_marks r set last_read_seq = changed.last_seq from changed
      where r.organization_id = changed.organization_id and r.conversation_id = changed.id
        and r.last_read_seq = changed.last_seq - 1
      returning 1
    )
    select count(*)::int as count from changed`);
  return rows[0]?.count ?? 0;
}
