import { sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import { BADGE_LIMIT, INBOX_VIEWS, type InboxView } from '@/server/domain/conversations/views';
import { viewRows } from './view-rows';
import { visibleInboxes } from './visible-inboxes';

export interface ViewCounts {
  views: Record<InboxView, number>;
  /** By Service: conversations that wait for a reply. */
  services: Record<string, number>;
  /** By label: conversations in any state. */
  labels: Record<string, number>;
  /** Open conversations with something unread that are the reader's, or that nobody has and they take part in. */
  unread: number;
}

/** One more than a badge shows: enough to say "99+". */
const ENOUGH = BADGE_LIMIT + 1;

/** Of so many of the latest in a view, what is unread is counted: older ones change the title no more. */
const LOOKED_AT = 300;

/**
 * How many conversations each view, Service and label holds. Counting stops at 100, so that a full inbox
 * costs no more than a busy one. "Mentions" counts only those that the reader has not read yet.
 */
export async function countViews(ctx: VerbContext): Promise<ViewCounts> {
  const inboxIds = await visibleInboxes(ctx);
  const { rows: labels } = await ctx.tx.execute<{ id: string }>(sql`
    select id from labels where organization_id = ${ctx.organizationId}`);
  const found = (view: InboxView, labelId: string | null) => {
    const rows = viewRows(ctx, {
      view,
      tab: 'latest',
      labelId,
      inboxIds,
      serviceId: null,
      behind: () => sql`true`,
      limit: ENOUGH,
    });
    return sql`(select count(*) from (select from ${rows} as found limit ${ENOUGH}) as counted)`;
  };
  const counts = [
    ...INBOX_VIEWS.map((view) => (view === 'mentions' ? unreadMentions(ctx, inboxIds) : found(view, null))),
    ...labels.map(({ id }) => found('all', id)),
    unreadOf(ctx, inboxIds),
  ];
  const counted = await ctx.tx.execute<{ counts: number[] }>(
    sql`select array[${sql.join(counts, sql`, `)}]::int[] as counts`,
  );
  const numbers = counted.rows[0]?.counts ?? [];
  const labelCounts = numbers.slice(INBOX_VIEWS.length, -1);
  return {
    views: Object.fromEntries(INBOX_VIEWS.map((view, i) => [view, numbers[i] ?? 0])) as ViewCounts['views'],
    services: await waitingPerService(ctx, inboxIds),
    labels: Object.fromEntries(labels.map(({ id }, i) => [id, labelCounts[i] ?? 0])),
    unread: numbers.at(-1) ?? 0,
  };
}

function unreadOf(ctx: VerbContext, inboxIds: string[]) {
  const latest = (view: InboxView) =>
    viewRows(ctx, {
      view,
      tab: 'latest',
      labelId: null,
      inboxIds,
      serviceId: null,
      behind: () => sql`true`,
      limit: LOOKED_AT,
    });
  return sql`(select count(*) from (
    select from (select id from ${latest('mine')} as mine
        union all select id from ${latest('unassigned')} as unassigned) as latest
      join conversations c on c.organization_id = ${ctx.organizationId} and c.id = latest.id
      left join participants pt on pt.organization_id = c.organization_id and pt.conversation_id = c.id
        and pt.user_id = ${userOf(ctx)}
      left join read_marks rm on rm.organization_id = c.organization_id and rm.conversation_id = c.id
        and rm.user_id = ${userOf(ctx)}
    where c.last_seq > coalesce(rm.last_read_seq, 0) and not coalesce(pt.muted, false)
      and (c.assignee_id is not null or pt.user_id is not null)
    limit ${ENOUGH}) as counted)`;
}

function unreadMentions(ctx: VerbContext, inboxIds: string[]) {
  return sql`(select count(*) from (
    select distinct mn.conversation_id from mentions mn
      join conversations c on c.organization_id = mn.organization_id and c.id = mn.conversation_id
      left join read_marks rm on rm.organization_id = mn.organization_id and rm.user_id = mn.user_id
        and rm.conversation_id = mn.conversation_id
    where mn.organization_id = ${ctx.organizationId} and mn.user_id = ${userOf(ctx)}
      and mn.seq > coalesce(rm.last_read_seq, 0) and c.state <> 'done'
      and (c.inbox_id = any(${sql.param(inboxIds)}::uuid[]) or exists (select from participants pt
        where pt.organization_id = c.organization_id and pt.conversation_id = c.id
          and pt.user_id = ${userOf(ctx)}))
    limit ${ENOUGH}) as counted)`;
}

async function waitingPerService(ctx: VerbContext, inboxIds: string[]): Promise<Record<string, number>> {
  const { rows } = await ctx.tx.execute<{ id: string; waiting: number }>(sql`
    select s.id, (select count(*) from (
      select from conversations c where c.organization_id = s.organization_id and c.inbox_id = s.id
        and c.needs_reply_since is not null and c.state = 'open' limit ${ENOUGH}) as counted)::int as waiting
    from services s
    where s.organization_id = ${ctx.organizationId} and s.id = any(${sql.param(inboxIds)}::uuid[])`);
  return Object.fromEntries(rows.map((service) => [service.id, service.waiting]));
}
