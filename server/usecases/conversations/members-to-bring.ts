import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { DialplanTarget } from '@/server/domain/routing/dialplan';
import { MAY_TEXT } from '../users/texting-users';

/** What decides who should hear a customer. */
export interface BringFor {
  serviceId: string | null;
  numberId: string;
  /** Of the dialplan's rule that decided; only where there is no Service. */
  target?: DialplanTarget | null;
}

/**
 * Who should hear a conversation's customer, as a query with the columns `id` and `is_guest`: those whom the
 * Service's routing or the dialplan's rule names; if it names nobody who may receive, so that nothing is ever lost,
 * the static members of the Service (items 62, 81) or the users whose office number it is (item 35). Only active
 * users with a licence that may receive (item 20).
 */
export function membersToBring(ctx: VerbContext, { serviceId, numberId, target }: BringFor): SQL {
  const isMember = (service: SQL) => sql`exists (select from service_members sm
    where sm.organization_id = ${ctx.organizationId} and sm.service_id = ${service} and sm.user_id = u.id)`;
  const ownsLine = serviceId
    ? isMember(sql`${serviceId}::uuid`)
    : sql`coalesce(u.office_number_id = ${numberId}, false)`;
  return sql`
    with able as (
      select u.id, not ${ownsLine} as is_guest, ${serviceId ? byRouting(serviceId, isMember) : byTarget(target, isMember)} as named
      from users u
      where u.organization_id = ${ctx.organizationId} and ${MAY_TEXT}
    )
    select id, is_guest from able
    where case when exists (select from able where named) then named else not is_guest end`;
}

type IsMember = (service: SQL) => SQL;

function byRouting(serviceId: string, isMember: IsMember): SQL {
  return sql`coalesce((select case s.routing ->> 'kind'
      when 'agents' then s.routing -> 'userIds' ? u.id::text
      when 'service' then ${isMember(sql`(s.routing ->> 'serviceId')::uuid`)} end
    from services s where s.organization_id = u.organization_id and s.id = ${serviceId}), false)`;
}

function byTarget(target: DialplanTarget | null | undefined, isMember: IsMember): SQL {
  switch (target?.kind) {
    case 'users':
      return sql`u.id = any(${sql.param(target.userIds)}::uuid[])`;
    case 'service':
      return isMember(sql`${target.serviceId}::uuid`);
    default:
      return sql`false`;
  }
}
