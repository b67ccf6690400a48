import { type SQL, sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import type { ListConversationsInput } from '@/server/domain/conversations/inputs';
import { behindCursor, listOrder } from './list-cursor';
import { readConversations } from './read-conversations';
import { viewRows } from './view-rows';
import { visibleInboxes } from './visible-inboxes';

interface Page {
  items: ConversationView[];
  /** The place of the last conversation that was looked at (sortKey); null = there are no more. */
  nextCursor: string | null;
}

/** Of so many conversations a page of unread ones is chosen: what is read costs a page, never the whole list. */
const LOOKED_AT = 100;

/**
 * One page of a list. The top of each visible inbox is read from its index and the tops are merged, so that
 * the cost does not grow with the number of conversations (design rule 15); new messages never shift a page.
 * A page of unread ones can be short or empty, and another still follow.
 * @throws DomainError invalid_input cursor_malformed
 */
export async function listConversations(ctx: VerbContext, input: ListConversationsInput): Promise<Page> {
  const { tab = 'latest', limit } = input;
  const lookAt = tab === 'unread' ? LOOKED_AT : limit + 1;
  const { way } = listOrder(tab);
  const found = viewRows(ctx, {
    view: input.view,
    tab,
    labelId: input.labelId ?? null,
    inboxIds: await inboxesOf(ctx, input.serviceId),
    serviceId: input.serviceId ?? null,
    behind: behindCursor(input.cursor, tab),
    limit: lookAt,
  });
  const { rows } = await ctx.tx.execute<{ id: string; at: number; shown: boolean }>(sql`
    select id, floor(extract(epoch from at) * 1000)::float8 as at,
      ${tab === 'unread' ? isUnread(ctx) : sql`true`} as shown
    from (select id, at from ${found} as merged order by at ${way}, id ${way} limit ${lookAt}) as looked
    order by looked.at ${way}, id ${way}`);
  const shown = rows.filter((row) => row.shown);
  const taken = shown.slice(0, limit);
  const end = shown.length > limit ? taken.at(-1) : rows.length === lookAt ? rows.at(-1) : null;
  return {
    items: await readConversations(
      ctx,
      taken.map(({ id }) => id),
    ),
    nextCursor: end ? `${new Date(end.at).toISOString()}|${end.id}` : null,
  };
}

/** Whether the reader has not read all of `looked.id`, and wants to know; matchesTab says the same. */
function isUnread(ctx: VerbContext): SQL {
  const own = sql`organization_id = ${ctx.organizationId} and user_id = ${userOf(ctx)}
    and conversation_id = looked.id`;
  return sql`(
    (select last_seq from conversations where organization_id = ${ctx.organizationId} and id = looked.id)
      > coalesce((select last_read_seq from read_marks where ${own}), 0)
    and not exists (select from participants where ${own} and muted))`;
}

async function inboxesOf(ctx: VerbContext, serviceId: string | undefined): Promise<string[]> {
  const visible = await visibleInboxes(ctx);
  return serviceId ? visible.filter((id) => id === serviceId) : visible;
}
