import type { QueryClient } from '@tanstack/react-query';
import type { ConversationDetail, ConversationView } from '@/server/domain/conversations/conversation';
import { applyToConversation } from '@/server/domain/events/apply-event';
import type { LiveEvent } from '@/server/domain/events/event';
import type { ApiClient } from '../shared/api';
import type { ListPlace } from '../shared/inbox-address';
import { conversationKey, conversationListsKey, placeOfListKey, threadKey } from '../shared/query-keys';
import { CatchUp } from './catch-up';
import {
  conversationOf,
  insertRow,
  type ListData,
  mayBelong,
  patchList,
  patchThread,
  type ThreadData,
} from './patch-pages';

/** Keeps the threads, lists and open conversations that one reader has loaded up with the news. */
export class PatchedCaches {
  readonly #queries: QueryClient;
  readonly #client: ApiClient;
  readonly #userId: string;
  readonly #catchUp: CatchUp;

  constructor(queries: QueryClient, client: ApiClient, userId: string) {
    this.#queries = queries;
    this.#client = client;
    this.#userId = userId;
    this.#catchUp = new CatchUp(queries, (event) => this.#bringIn(event));
  }

  patch(event: LiveEvent): void {
    this.#bringIn(event);
    this.#catchUp.keep(event);
  }

  #bringIn(event: LiveEvent): void {
    if (event.kind === 'message.stored') {
      this.#queries.setQueryData<ThreadData>(threadKey(event.conversation.id), (data) =>
        data ? patchThread(data, event, event.conversation.id) : data,
      );
    }
    this.#patchDetail(event);
    const missing = this.#patchLists(event);
    if (missing) void this.#insert(missing, event);
  }

  #patchDetail(event: LiveEvent): void {
    const id = 'conversationId' in event ? event.conversationId : conversationOf(event)?.id;
    if (!id) return;
    this.#queries.setQueryData<ConversationDetail>(conversationKey(id), (detail) => {
      if (!detail) return detail;
      const row = applyToConversation(detail, event);
      const participantIds =
        event.kind === 'participants.changed' ? event.participantIds : detail.participantIds;
      return row === detail && participantIds === detail.participantIds
        ? detail
        : { ...detail, ...row, participantIds };
    });
  }

  /** @returns the conversation that one of the lists has not loaded and may have to show */
  #patchLists(event: LiveEvent): string | null {
    const conversation = conversationOf(event);
    let missing: string | null = null;
    for (const { queryKey, data } of this.#loadedLists()) {
      const place = { ...placeOfListKey(queryKey), userId: this.#userId };
      const patched = patchList(data, event, place);
      if (patched !== data) this.#queries.setQueryData(queryKey, patched);
      if (conversation && mayBelong(conversation, place) && !holds(patched, conversation.id))
        missing = conversation.id;
      const own = ownEntry(event, place);
      // What it has just left does not come back by the same news.
      if (own && !holds(data, own)) missing = own;
    }
    return missing;
  }

  /**
   * A conversation that is in none of the loaded pages and belongs there: a brand-new one is known to be
   * unread; of any other the reader's own part is asked for first.
   */
  async #insert(id: string, event: LiveEvent): Promise<void> {
    const conversation = conversationOf(event);
    const isNew = conversation !== null && conversation.lastSeq <= 1;
    const row: ConversationView | null = isNew
      ? { ...conversation, lastReadSeq: 0, hasDraft: false, mentionSeq: 0, muted: false }
      : // Who may no longer read it, or is not connected, sees it when the lists are asked for anew.
        await this.#client.conversations.get.query({ conversationId: id }).catch(() => null);
    if (!row) return;
    for (const { queryKey, data } of this.#loadedLists()) {
      const place = { ...placeOfListKey(queryKey), userId: this.#userId };
      this.#queries.setQueryData(queryKey, insertRow(data, row, place));
    }
    // A page may have been asked for while the answer was on its way.
    if (!isNew) this.#catchUp.keep(event);
  }

  #loadedLists(): { queryKey: readonly unknown[]; data: ListData }[] {
    return this.#queries
      .getQueriesData<ListData>({ queryKey: conversationListsKey })
      .flatMap(([queryKey, data]) => (data ? [{ queryKey, data }] : []));
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

function holds(data: ListData, conversationId: string): boolean {
  return data.pages.some((page) => page.items.some(({ id }) => id === conversationId));
}
