import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import type { ListConversationsInput } from '@/server/domain/conversations/inputs';
import { beforeCursor, encodeCursor } from './list-cursor';
import { readConversations } from './read-conversations';
import { viewRows } from './view-rows';
import { visibleInboxes } from './visible-inboxes';

interface Page {
  items: ConversationView[];
  nextCursor: string | null;
}

/**
 * One page of an inbox view, newest activity first. The top of each visible inbox is read from its index
 * and the tops are merged, so that the cost does not grow with the number of conversations (design rule
 * 15). The cursor is the place of the last row; new messages never shift a page.
 * @throws DomainError invalid_input cursor_malformed
 */
export async function listConversations(ctx: VerbContext, input: ListConversationsInput): Promise<Page> {
  const limit = input.limit + 1;
  const found = viewRows(ctx, {
    view: input.view,
    labelId: input.labelId ?? null,
    inboxIds: await inboxesOf(ctx, input.serviceId),
    serviceId: input.serviceId ?? null,
    before: beforeCursor(input.cursor),
    limit,
  });
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select id from ${found} as merged order by last_message_at desc, id desc limit ${limit}`);
  const ids = rows.map((row) => row.id);
  const items = await readConversations(ctx, ids.slice(0, input.limit));
  const last = items.at(-1);
  return { items, nextCursor: ids.length > input.limit && last ? encodeCursor(last) : null };
}

async function inboxesOf(ctx: VerbContext, serviceId: string | undefined): Promise<string[]> {
  const visible = await visibleInboxes(ctx);
  return serviceId ? visible.filter((id) => id === serviceId) : visible;
}
