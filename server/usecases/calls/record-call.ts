import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { CallState, CallView } from '@/server/domain/calls/call';
import type { CallEventInput } from '@/server/domain/calls/inputs';
import { DomainError } from '@/server/domain/errors';
import { callColumns } from './call-columns';

const STATES: Record<CallEventInput['event'], CallState> = {
  start: 'ringing',
  answer: 'answered',
  end: 'ended',
};

/**
 * Takes in what a telephone system says about a call and tells its user's screens. A call only goes on, from
 * ringing to answered to ended: what comes twice or late changes nothing that is further already.
 * @throws DomainError not_found user_unknown; conflict user_ambiguous when several users share the office number,
 *   call_of_another when the id is known as another user's
 */
export async function recordCall(ctx: VerbContext, input: CallEventInput): Promise<void> {
  const userId = await findUser(ctx, input.user);
  // A clock that runs ahead would show a call of less than no time.
  const at = new Date(Math.min(new Date(input.at).getTime(), ctx.now.getTime()));
  const state = STATES[input.event];
  const { rows } = await ctx.tx.execute<CallView & { userId: string } & Record<string, unknown>>(sql`
    insert into calls as c (organization_id, id, user_id, direction, peer, state, started_at, answered_at, ended_at)
    values (${ctx.organizationId}, ${input.callId}, ${userId}, ${input.direction}, ${input.peer}, ${state}, ${at},
      ${state === 'answered' ? at : null}, ${state === 'ended' ? at : null})
    on conflict (organization_id, id) do update set
      state = case when ${rank('excluded')} > ${rank('c')} then excluded.state else c.state end,
      started_at = least(c.started_at, excluded.started_at),
      answered_at = coalesce(c.answered_at, excluded.answered_at),
      ended_at = coalesce(c.ended_at, excluded.ended_at),
      peer = coalesce(c.peer, excluded.peer)
    where c.user_id = excluded.user_id
    returning c.user_id as "userId", ${callColumns}`);
  const [call] = rows;
  if (!call)
    throw new DomainError('conflict', 'call_of_another', 'This call is known as another user’s already.');
  const { userId: _user, ...view } = call;
  ctx.publish({ to: 'user', userId }, { kind: 'call.changed', call: view });
}

function rank(row: 'c' | 'excluded'): SQL {
  const state = row === 'c' ? sql`c.state` : sql`excluded.state`;
  return sql`array_position(array['ringing', 'answered', 'ended'], ${state})`;
}

async function findUser(ctx: VerbContext, user: string): Promise<string> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select u.id from users u left join numbers n
      on n.organization_id = u.organization_id and n.id = u.office_number_id
    where u.organization_id = ${ctx.organizationId} and u.active and ${user} in (u.email, n.e164)`);
  const [found, second] = rows;
  if (!found)
    throw new DomainError('not_found', 'user_unknown', 'Nobody here has this address or office number.');
  if (second) {
    const message = 'Several users share this office number. Name one of them by e-mail address.';
    throw new DomainError('conflict', 'user_ambiguous', message);
  }
  return found.id;
}
