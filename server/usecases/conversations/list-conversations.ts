import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { conversations, drafts, readMarks } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import type { ListConversationsInput } from '@/server/domain/conversations/inputs';
import type { InboxView } from '@/server/domain/conversations/views';
import { DomainError } from '@/server/domain/errors';
import { conversationColumns, toConversationShared } from './conversation-projection';
import { visibleNumbers } from './visible-numbers';

interface Page {
  items: ConversationView[];
  nextCursor: string | null;
}

/**
 * One page of an inbox view, newest activity first. The top of each visible number is read from its
 * index and the tops are merged, so that the cost does not grow with the number of conversations
 * (design rule 15). The cursor is the place of the last row; new messages never shift a page.
 */
export async function listConversations(ctx: VerbContext, input: ListConversationsInput): Promise<Page> {
  const numberIds = await numbersOf(ctx, input.serviceId);
  const limit = input.limit + 1;
  const service = input.serviceId ? sql`service_id = ${input.serviceId}` : sql`true`;
  const conditions = [viewCondition(ctx, input.view), beforeCursor(input.cursor), service];
  const newest = sql`order by last_message_at desc, id desc limit ${limit}`;
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select id from ${visibleConversations(ctx, numberIds, sql.join(conditions, sql` and `), newest)} as merged
    ${newest}`);
  const ids = rows.map((row) => row.id);
  const items = await readConversations(ctx, ids.slice(0, input.limit));
  const last = items.at(-1);
  return { items, nextCursor: ids.length > input.limit && last ? encodeCursor(last) : null };
}

/**
 * The conversations of the visible numbers, and those in which the actor is a guest, as a table of
 * `id` and `last_message_at`. `top` bounds each number's share, so that the cost stays flat.
 */
export function visibleConversations(ctx: VerbContext, numberIds: string[], conditions: SQL, top: SQL): SQL {
  const visible = sql`${sql.param(numberIds)}::uuid[]`;
  return sql`(
    (select page.id, page.last_message_at from unnest(${visible}) as visible (number_id)
      cross join lateral (
        select id, last_message_at from conversations
        where organization_id = ${ctx.organizationId} and number_id = visible.number_id and ${conditions}
        ${top}) as page)
    union all
    (select id, last_message_at from conversations
      where organization_id = ${ctx.organizationId} and ${conditions}
        and id in (select conversation_id from participants
          where organization_id = ${ctx.organizationId} and user_id = ${userOf(ctx)} and is_guest)
        and number_id <> all(${visible})
      ${top}))`;
}

/** Conversations as the actor sees them, in the order of `ids`. Visibility is the caller's to know. */
export async function readConversations(ctx: VerbContext, ids: string[]): Promise<ConversationView[]> {
  if (ids.length === 0) return [];
  const mine = (table: typeof readMarks | typeof drafts) =>
    and(
      eq(table.organizationId, conversations.organizationId),
      eq(table.conversationId, conversations.id),
      sql`${table.userId} = ${userOf(ctx)}`,
    );
  const rows = await ctx.tx
    .select({
      ...conversationColumns,
      lastReadSeq: sql<number>`coalesce(${readMarks.lastReadSeq}, 0)`.mapWith(Number),
      hasDraft: sql<boolean>`coalesce(${drafts.text}, '') <> ''`,
    })
    .from(conversations)
    .leftJoin(readMarks, mine(readMarks))
    .leftJoin(drafts, mine(drafts))
    .where(and(eq(conversations.organizationId, ctx.organizationId), inArray(conversations.id, ids)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row
      ? [{ ...toConversationShared(row), lastReadSeq: row.lastReadSeq, hasDraft: row.hasDraft }]
      : [];
  });
}

/** The condition of a view on the conversation's own row; each has its partial index. */
export function viewCondition(ctx: VerbContext, view: InboxView): SQL {
  switch (view) {
    case 'mine':
      return sql`assignee_id = ${userOf(ctx)}`;
    case 'unassigned':
      return sql`assignee_id is null`;
    case 'needs-reply':
      return sql`needs_reply_since is not null`;
    case 'failed':
      return sql`failed_count > 0`;
    case 'all':
      return sql`true`;
  }
}

async function numbersOf(ctx: VerbContext, serviceId: string | undefined): Promise<string[]> {
  const visible = await visibleNumbers(ctx);
  if (!serviceId) return visible;
  const { rows } = await ctx.tx.execute<{ number_id: string | null }>(sql`
    select number_id from services where organization_id = ${ctx.organizationId} and id = ${serviceId}`);
  const numberId = rows[0]?.number_id;
  return numberId && visible.includes(numberId) ? [numberId] : [];
}

function userOf(ctx: VerbContext): string | null {
  return ctx.actor.kind === 'user' ? ctx.actor.userId : null;
}

/** Milliseconds since 1970, and an id as the database prints it: nothing else may reach a query. */
const CURSOR = /^(\d{1,14})\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function encodeCursor(last: ConversationView): string {
  return Buffer.from(`${Date.parse(last.lastMessageAt)}|${last.id}`).toString('base64url');
}

/** @throws DomainError invalid_input cursor_malformed */
function beforeCursor(cursor: string | undefined): SQL {
  if (!cursor) return sql`true`;
  const [, at, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (!at || !id) {
    throw new DomainError('invalid_input', 'cursor_malformed', 'This page mark is not one of ours.');
  }
  return sql`(last_message_at, id) < (${new Date(Number(at))}::timestamptz, ${id}::uuid)`;
}
