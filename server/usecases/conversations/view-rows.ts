import { type SQL, sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import type { InboxView, ListTab } from '@/server/domain/conversations/views';
import { listOrder } from './list-cursor';

/** One list, as a place in the inbox names it. */
export interface ListPart {
  view: InboxView;
  /** `unread` is sorted like `latest`; who reads it chooses among the rows. */
  tab: ListTab;
  labelId: string | null;
  /** The inboxes to look in, which the actor may see. */
  inboxIds: string[];
  /** Only this Service's; null = all, with the conversations in which the actor is a guest. */
  serviceId: string | null;
  /** What stands behind the last page, by the name of the id's column. */
  behind: (idColumn: SQL) => SQL;
  limit: number;
}

/**
 * The top rows of a list as a table of `id` and `at`, by which its tab sorts; unsorted, at least `limit` of them
 * where there are so many. Views that are conditions on the conversation's row are read inbox by inbox from
 * their partial index; a label's, a reader's drafts and mentions from the small tables that know them.
 */
export function viewRows(ctx: VerbContext, part: ListPart): SQL {
  if (part.labelId) return labelledRows(ctx, part, part.labelId);
  if (part.view === 'drafts' || part.view === 'mentions') return ownRows(ctx, part, part.view);
  const visible = sql`${sql.param(part.inboxIds)}::uuid[]`;
  const condition = sql`${shownIn(ctx, part)} and ${part.behind(sql`id`)}`;
  const { by, way } = listOrder(part.tab);
  const top = sql`order by ${by} ${way}, id ${way} limit ${part.limit}`;
  return sql`(
    (select page.id, page.at from unnest(${visible}) as visible (inbox_id)
      cross join lateral (
        select id, ${by} as at from conversations
        where organization_id = ${ctx.organizationId} and inbox_id = visible.inbox_id and ${condition}
        ${top}) as page)
    union all
    (select id, ${by} as at from conversations
      where organization_id = ${ctx.organizationId} and ${condition} and ${asGuest(ctx, part)} ${top}))`;
}

/** Each label has its own order of conversations, inbox by inbox (db/schema/labels.ts). */
function labelledRows(ctx: VerbContext, part: ListPart, labelId: string): SQL {
  const visible = sql`${sql.param(part.inboxIds)}::uuid[]`;
  const top = sql`order by cl.last_message_at desc, cl.conversation_id desc limit ${part.limit}`;
  const inView =
    part.view === 'all'
      ? sql`true`
      : sql`exists (select from ${ownSource(ctx, part.view)} where organization_id = cl.organization_id
          and id = cl.conversation_id and ${viewCondition(ctx, part.view)})`;
  return sql`(
    select page.conversation_id as id, page.last_message_at as at from unnest(${visible}) as visible (inbox_id)
      cross join lateral (
        select cl.conversation_id, cl.last_message_at from conversation_labels cl
        where cl.organization_id = ${ctx.organizationId} and cl.label_id = ${labelId}
          and cl.inbox_id = visible.inbox_id and ${inView} and ${part.behind(sql`conversation_id`)}
        ${top}) as page)`;
}

/** What only this reader has: few rows, found by the reader and sorted. */
function ownRows(ctx: VerbContext, part: ListPart, view: 'drafts' | 'mentions'): SQL {
  const { by, way } = listOrder(part.tab);
  const visible = sql`${sql.param(part.inboxIds)}::uuid[]`;
  return sql`(
    select id, ${by} as at from ${ownSource(ctx, view)}
    where organization_id = ${ctx.organizationId} and ${shownIn(ctx, part)}
      and ${part.behind(sql`id`)} and (inbox_id = any(${visible}) or ${asGuest(ctx, part)})
    order by ${by} ${way}, id ${way} limit ${part.limit})`;
}

/** The conversations that a view chooses from. */
function ownSource(ctx: VerbContext, view: InboxView): SQL {
  const ofReader = sql`organization_id = ${ctx.organizationId} and user_id = ${userOf(ctx)}`;
  const named = (table: SQL) => sql`(select * from conversations where organization_id = ${ctx.organizationId}
      and id in (select conversation_id from ${table})) as conversations`;
  if (view === 'drafts') return named(sql`drafts where ${ofReader} and text <> ''`);
  if (view === 'mentions') return named(sql`mentions where ${ofReader}`);
  return sql`conversations`;
}

function asGuest(ctx: VerbContext, part: ListPart): SQL {
  const ofService = part.serviceId ? sql`inbox_id = ${part.serviceId}` : sql`true`;
  return sql`(${ofService} and inbox_id <> all(${sql.param(part.inboxIds)}::uuid[]) and id in (
    select conversation_id from participants
    where organization_id = ${ctx.organizationId} and user_id = ${userOf(ctx)} and is_guest))`;
}

/** The condition of a list on the conversation's own row. */
function shownIn(ctx: VerbContext, { view, tab }: ListPart): SQL {
  const inView = viewCondition(ctx, view);
  return tab === 'waiting' ? sql`${inView} and ${viewCondition(ctx, 'needs-reply')}` : inView;
}

/** The condition of a view on the conversation's own row; each has its partial index. matchesView says the same. */
function viewCondition(ctx: VerbContext, view: InboxView): SQL {
  switch (view) {
    case 'mine':
      return sql`assignee_id = ${userOf(ctx)} and state = 'open'`;
    case 'unassigned':
      return sql`assignee_id is null and kind = 'service' and state = 'open'`;
    case 'needs-reply':
      return sql`needs_reply_since is not null and state = 'open'`;
    case 'mentions':
      return sql`state <> 'done'`;
    case 'snoozed':
      return sql`state = 'snoozed'`;
    case 'scheduled':
      return sql`scheduled_count > 0`;
    case 'failed':
      return sql`failed_count > 0`;
    case 'unattended':
      return sql`participant_count = 0 and needs_reply_since is not null`;
    case 'done':
      return sql`state = 'done'`;
    case 'drafts':
    case 'all':
      return sql`true`;
  }
}
