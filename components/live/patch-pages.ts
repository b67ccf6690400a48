import type { InfiniteData } from '@tanstack/react-query';
import type { ConversationShared, ConversationView } from '@/server/domain/conversations/conversation';
import {
  comparePlaces,
  matchesTab,
  matchesView,
  mayMatchView,
  sortKey,
} from '@/server/domain/conversations/matches-view';
import type { ListTab } from '@/server/domain/conversations/views';
import { applyToConversation, applyToMessages } from '@/server/domain/events/apply-event';
import type { LiveEvent } from '@/server/domain/events/event';
import type { MessageView } from '@/server/domain/messages/message';
import type { ListPlace } from '../shared/inbox-address';

export interface ListPage {
  items: ConversationView[];
  nextCursor: string | null;
}
export interface ThreadPage {
  items: MessageView[];
  nextBeforeSeq: number | null;
}
export type ListData = InfiniteData<ListPage, string | null>;
export type ThreadData = InfiniteData<ThreadPage, number | null>;

/** One list of one reader. */
export interface ReaderList extends ListPlace {
  userId: string;
}

/** The conversation an event speaks of, when it carries one. */
export function conversationOf(event: LiveEvent): ConversationShared | null {
  return 'conversation' in event ? event.conversation : null;
}

/** Whether a conversation has its place in a list. */
function belongs(row: ConversationView, list: ReaderList): boolean {
  return matchesView(row, list.view, list.userId) && matchesTab(row, list.tab) && isOfPlace(row, list);
}

/** The same as far as everybody knows it: what is the reader's own may still say no. */
export function mayBelong(conversation: ConversationShared, list: ReaderList): boolean {
  return mayMatchView(conversation, list.view, list.tab, list.userId) && isOfPlace(conversation, list);
}

function isOfPlace({ serviceId, labelIds }: ConversationShared, place: ListPlace): boolean {
  return (
    (place.serviceId === null || serviceId === place.serviceId) &&
    (place.labelId === null || labelIds.includes(place.labelId))
  );
}

/**
 * A loaded list after an event: rows change, move up, leave. A conversation that is not loaded yet comes
 * in only through insertRow, since its unread count is the reader's own. The same data when nothing changed.
 */
export function patchList(data: ListData, event: LiveEvent, place: ReaderList): ListData {
  const rows = data.pages.flatMap((page) => page.items);
  const patched = rows.map((row) => applyToConversation(row, event));
  if (patched.every((row, i) => row === rows[i])) return data;
  return withRows(
    data,
    patched.filter((row) => belongs(row, place)),
    place.tab,
  );
}

/** A list with one more row, or the same when it has it, or when its place is beyond what is loaded. */
export function insertRow(data: ListData, row: ConversationView, place: ReaderList): ListData {
  const rows = data.pages.flatMap((page) => page.items);
  if (!belongs(row, place) || rows.some(({ id }) => id === row.id)) return data;
  return withRows(data, [...rows, row], place.tab);
}

/** Puts rows in order and back into pages; what stands behind the last loaded page comes with a later one. */
function withRows(data: ListData, rows: ConversationView[], tab: ListTab): ListData {
  const end = data.pages.at(-1)?.nextCursor ?? null;
  const sorted = rows
    .map((row) => ({ row, place: sortKey(row, tab) }))
    .filter(({ place }) => end === null || comparePlaces(place, end, tab) <= 0)
    .toSorted((a, b) => comparePlaces(a.place, b.place, tab))
    .map(({ row }) => row);
  return { ...data, pages: intoPages(data.pages, sorted) };
}

/** A loaded thread after an event; the same data when nothing of it changed. */
export function patchThread(data: ThreadData, event: LiveEvent, conversationId: string): ThreadData {
  const messages = data.pages.flatMap((page) => page.items);
  const patched = applyToMessages(messages, event, conversationId);
  return patched === messages ? data : { ...data, pages: intoPages(data.pages, [...patched]) };
}

/** Later pages keep their number of items; the first takes what came or gives what went. */
function intoPages<Item, Page extends { items: Item[] }>(pages: readonly Page[], items: Item[]): Page[] {
  const later = pages.slice(1).reduce((sum, page) => sum + page.items.length, 0);
  let from = Math.max(0, items.length - later);
  return pages.map((page, index) => {
    if (index === 0) return { ...page, items: items.slice(0, from) };
    const to = from + page.items.length;
    const part = items.slice(from, to);
    from = to;
    return { ...page, items: part };
  });
}
