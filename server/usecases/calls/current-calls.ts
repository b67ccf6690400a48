import { sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import { type CallView, LONGEST_CALL_HOURS } from '@/server/domain/calls/call';
import { requirePermission } from '../require-permission';
import { callColumns } from './call-columns';

/** The actor's own calls that go on, the latest first. @throws DomainError forbidden */
export async function currentCalls(ctx: VerbContext): Promise<CallView[]> {
  requirePermission(ctx, 'call.read');
  const { rows } = await ctx.tx.execute<CallView & Record<string, unknown>>(sql`
    select ${callColumns} from calls c
    where c.organization_id = ${ctx.organizationId} and c.user_id = ${userOf(ctx)} and c.state <> 'ended'
      and c.started_at > ${ctx.now}::timestamptz - make_interval(hours => ${LONGEST_CALL_HOURS})
    order by c.started_at desc, c.id`);
  return rows;
}
