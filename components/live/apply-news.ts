import type { QueryClient } from '@tanstack/react-query';
import { applyCall, type CallView } from '@/server/domain/calls/call';
import type {
  ConversationDetail,
  ConversationShared,
  ConversationView,
} from '@/server/domain/conversations/conversation';
import { applyToConversation } from '@/server/domain/events/apply-event';
import type { LiveEvent } from '@/server/domain/events/event';
import type { ApiClient } from '../shared/api';
import type { ListPlace } from '../shared/inbox-address';
import {
  callsKey,
  contactKey,
  conversationKey,
  conversationListsKey,
  conversationOptions,
  draftKey,
  placeOfListKey,
  preferencesKey,
  scheduledKey,
  sessionKey,
  snippetsKey,
  threadKey,
} from '../shared/query-keys';
import {
  conversationOf,
  insertRow,
  type ListData,
  mayBelong,
  patchList,
  patchThread,
  type ThreadData,
} from './patch-pages';

export interface Caches {
  queries: QueryClient;
  client: ApiClient;
  userId: string;
}

/** Brings one piece of news into every cache that shows something of it. */
export function applyNews(caches: Caches, event: LiveEvent): void {
  const { queries } = caches;
  repeatWhenLoaded(caches, event);
  switch (event.kind) {
    case 'settings.changed':
      void queries.invalidateQueries({ queryKey: sessionKey });
      return;
    case 'access.changed':
      void queries.invalidateQueries({ queryKey: sessionKey });
      void queries.invalidateQueries({ queryKey: ['conversations'] });
      void queries.invalidateQueries({ queryKey: ['messages'] });
      return;
    case 'notice':
      return;
    case 'snippets.changed':
      void queries.invalidateQueries({ queryKey: snippetsKey });
      return;
    case 'preferences.changed':
      // What is being saved here is newer.
      if (queries.isMutating({ mutationKey: preferencesKey }) === 0) {
        queries.setQueryData(preferencesKey, event.preferences);
      }
      return;
    case 'call.changed':
      // Not there yet: what is on its way may be older than this.
      if (!queries.getQueryData(callsKey)) void queries.invalidateQueries({ queryKey: callsKey });
      queries.setQueryData<CallView[]>(callsKey, (calls) => calls && applyCall(calls, event.call));
      return;
    case 'simulator.changed':
      void queries.invalidateQueries({ queryKey: ['simulator'] });
      return;
    case 'draft.saved':
      queries.setQueryData<{ text: string; revision: number }>(draftKey(event.conversationId), (draft) =>
        draft && draft.revision < event.revision ? { text: event.text, revision: event.revision } : draft,
      );
      break;
    case 'scheduled.changed':
      queries.setQueryData(scheduledKey(event.conversationId), event.scheduled);
      break;
  }
  patch(caches, event);
  const conversation = conversationOf(event);
  if (conversation && event.kind === 'conversation.changed') {
    void queries.invalidateQueries({ queryKey: contactKey(conversation.customer) });
  }
}

function patch(caches: Caches, event: LiveEvent): void {
  if (event.kind === 'message.stored') {
    caches.queries.setQueryData<ThreadData>(threadKey(event.conversation.id), (data) =>
      data ? patchThread(data, event, event.conversation.id) : data,
    );
  }
  patchDetail(caches, event);
  patchLists(caches, event);
}

/**
 * Lists and threads that are on their way may have been read before this news, and would undo it: it is brought in once
 * more when they are there. News with a version can be brought in twice.
 */
function repeatWhenLoaded(caches: Caches, event: LiveEvent): void {
  if (!conversationOf(event)) return;
  const onTheirWay = caches.queries
    .getQueryCache()
    .findAll({ fetchStatus: 'fetching' })
    .flatMap(({ queryKey, promise }) => (LIVE.has(queryKey[0]) && promise ? [promise] : []));
  if (onTheirWay.length === 0) return;
  // What came is put into its cache right after the promise.
  void Promise.allSettled(onTheirWay).then(() => setTimeout(() => patch(caches, event), 0));
}

/** Caches that live news patches, by the first part of their keys. */
const LIVE: ReadonlySet<unknown> = new Set([conversationListsKey[0], threadKey('')[0]]);

function patchDetail({ queries }: Caches, event: LiveEvent): void {
  const id = 'conversationId' in event ? event.conversationId : conversationOf(event)?.id;
  if (!id) return;
  queries.setQueryData<ConversationDetail>(conversationKey(id), (detail) => {
    if (!detail) return detail;
    const row = applyToConversation(detail, event);
    const participantIds =
      event.kind === 'participants.changed' ? event.participantIds : detail.participantIds;
    return row === detail && participantIds === detail.participantIds
      ? detail
      : { ...detail, ...row, participantIds };
  });
}

function patchLists(caches: Caches, event: LiveEvent): void {
  const { queries } = caches;
  for (const { queryKey, data } of loadedLists(queries)) {
    const place = { ...placeOfListKey(queryKey), userId: caches.userId };
    const patched = patchList(data, event, place);
    if (patched !== data) queries.setQueryData(queryKey, patched);
    const conversation = conversationOf(event);
    if (conversation && mayBelong(conversation, place) && !holds(patched, conversation.id)) {
      void bringIn(caches, conversation.id, conversation);
    }
    const own = ownEntry(event, place);
    // What it has just left does not come back by the same news.
    if (own && !holds(data, own)) void bringIn(caches, own);
  }
}

/** The conversation that news of the reader's own may put into a list of what is theirs: drafts, mentions, unread. */
function ownEntry(event: LiveEvent, { view, tab }: ListPlace): string | null {
  switch (event.kind) {
    case 'draft.saved':
      return view === 'drafts' && event.text !== '' ? event.conversationId : null;
    case 'own.changed':
      return (view === 'mentions' && event.mentionSeq) || tab === 'unread' ? event.conversationId : null;
    case 'read.moved':
      return tab === 'unread' && event.back ? event.conversationId : null;
    default:
      return null;
  }
}

/**
 * A conversation that is in none of the loaded pages and belongs there: a brand-new one is known to be
 * unread; of any other the reader's own part is asked for first.
 */
async function bringIn(caches: Caches, id: string, conversation?: ConversationShared): Promise<void> {
  const { queries, client, userId } = caches;
  const row: ConversationView =
    conversation && conversation.lastSeq <= 1
      ? { ...conversation, lastReadSeq: 0, hasDraft: false, mentionSeq: 0, muted: false }
      : await queries.fetchQuery({ ...conversationOptions(client, id), staleTime: 0 });
  for (const { queryKey, data } of loadedLists(queries)) {
    queries.setQueryData(queryKey, insertRow(data, row, { ...placeOfListKey(queryKey), userId }));
  }
}

function loadedLists(queries: QueryClient): { queryKey: readonly unknown[]; data: ListData }[] {
  return queries
    .getQueriesData<ListData>({ queryKey: conversationListsKey })
    .flatMap(([queryKey, data]) => (data ? [{ queryKey, data }] : []));
}

function holds(data: ListData, conversationId: string): boolean {
  return data.pages.some((page) => page.items.some(({ id }) => id === conversationId));
}
