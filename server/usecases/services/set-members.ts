import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { holdTakingPart } from '../conversations/hold-taking-part';
import { takeOutEverywhere } from '../conversations/take-out-everywhere';
import { tellEverybody } from '../users/tell-everybody';

/**
 * Makes these people the static members of a Service, and nobody else. Who comes sees its conversations at once and is no
 * guest in them any more; who goes is out of them, and of their assignments there. The caller has checked the actor
 * and holds the Service's row. @throws DomainError invalid_input member_unknown
 */
export async function setMembers(
  ctx: VerbContext,
  serviceId: string,
  memberIds: readonly string[],
): Promise<void> {
  const { organizationId, tx } = ctx;
  const wanted = sql.param([...new Set(memberIds)]);
  const known = await tx.execute<{ id: string }>(sql`
    select id from users where organization_id = ${organizationId} and id = any(${wanted}::uuid[])`);
  if (known.rows.length < new Set(memberIds).size) {
    throw new DomainError(
      'invalid_input',
      'member_unknown',
      'One of the members is nobody of this organization.',
    );
  }
  const leaving = sql`from service_members where organization_id = ${organizationId} and service_id = ${serviceId}
    and user_id <> all(${wanted}::uuid[])`;
  const left = await tx.execute<{ id: string }>(sql`select user_id as id ${leaving}`);
  await holdTakingPart(ctx, { userIds: left.rows.map(({ id }) => id), serviceId });
  await tx.execute(sql`delete ${leaving}`);
  const come = await tx.execute<{ id: string }>(sql`
    insert into service_members (organization_id, service_id, user_id)
    select ${organizationId}, ${serviceId}, unnest(${wanted}::uuid[])
    on conflict do nothing returning user_id as id`);
  const comeIds = sql.param(come.rows.map(({ id }) => id));
  await tx.execute(sql`
    update participants p set is_guest = false from conversations c
    where p.organization_id = ${organizationId} and p.user_id = any(${comeIds}::uuid[]) and p.is_guest
      and c.organization_id = p.organization_id and c.id = p.conversation_id and c.service_id = ${serviceId}`);
  for (const { id: userId } of left.rows) await takeOutEverywhere(ctx, { userId, serviceId });
  if (left.rows.length > 0) return tellEverybody(ctx);
  for (const { id: userId } of come.rows)
    ctx.publish({ to: 'user', userId }, { kind: 'access.changed', userId });
}
