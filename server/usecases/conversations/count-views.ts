import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { BADGE_LIMIT, INBOX_VIEWS, type InboxView } from '@/server/domain/conversations/views';
import { viewCondition, visibleConversations } from './list-conversations';
import { visibleNumbers } from './visible-numbers';

/**
 * How many conversations each view and each Service holds; a Service counts those that wait for a
 * reply. Counting stops at 100, so that a full inbox costs no more than a busy one.
 */
export async function countViews(
  ctx: VerbContext,
): Promise<{ views: Record<InboxView, number>; services: Record<string, number> }> {
  const numberIds = await visibleNumbers(ctx);
  const enough = BADGE_LIMIT + 1;
  const top = sql`limit ${enough}`;
  const counts = INBOX_VIEWS.map((view) => {
    const found = visibleConversations(ctx, numberIds, viewCondition(ctx, view), top);
    return sql`(select count(*) from (select from ${found} as found ${top}) as counted)`;
  });
  const views = await ctx.tx.execute<{ counts: number[] }>(
    sql`select array[${sql.join(counts, sql`, `)}]::int[] as counts`,
  );
  const perService = await ctx.tx.execute<{ id: string; waiting: number }>(sql`
    select s.id, (select count(*) from (
      select from conversations c where c.organization_id = s.organization_id and c.number_id = s.number_id
        and c.needs_reply_since is not null limit ${enough}) as counted)::int as waiting
    from services s
    where s.organization_id = ${ctx.organizationId} and s.number_id = any(${sql.param(numberIds)}::uuid[])`);
  const found = views.rows[0]?.counts ?? [];
  return {
    views: Object.fromEntries(INBOX_VIEWS.map((view, i) => [view, found[i] ?? 0])) as Record<
      InboxView,
      number
    >,
    services: Object.fromEntries(perService.rows.map((service) => [service.id, service.waiting])),
  };
}
