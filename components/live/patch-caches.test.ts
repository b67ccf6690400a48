import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { sortKey } from '@/server/domain/conversations/matches-view';
import { sampleView } from '@/server/domain/conversations/testing/sample-conversation';
import type { LiveEvent } from '@/server/domain/events/event';
import { sampleMessage } from '@/server/domain/messages/testing/sample-message';
import type { ApiClient } from '../shared/api';
import type { ListPlace } from '../shared/inbox-address';
import { conversationListKey } from '../shared/query-keys';
import { PatchedCaches } from './patch-caches';
import type { ListPage } from './patch-pages';

const place: ListPlace = { view: 'all', tab: 'unread', serviceId: null, labelId: null };

const conversation = (n: number, change: Partial<ConversationView> = {}): ConversationView =>
  sampleView({
    id: `c${n}`,
    lastSeq: 1,
    lastReadSeq: 0,
    lastMessageAt: new Date(1_000_000 + n * 1000).toISOString(),
    ...change,
  });

/** Where the page ends whose last row this is. */
const cursorOf = (n: number) => sortKey(conversation(n), place.tab);

let close: (() => void) | undefined;
afterEach(() => close?.());

/** A list whose further pages arrive when the test says so, and news of it. */
async function listOnItsWay(onServer: ConversationView[]) {
  const queries = new QueryClient();
  const arrivals: ((page: ListPage) => void)[] = [];
  const observer = new InfiniteQueryObserver(queries, {
    queryKey: conversationListKey(place),
    queryFn: ({ pageParam }: { pageParam: string | null }): Promise<ListPage> =>
      pageParam === null
        ? Promise.resolve({ items: [conversation(90)], nextCursor: cursorOf(90) })
        : new Promise((resolve) => arrivals.push(resolve)),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ListPage) => page.nextCursor,
  });
  const asked: string[] = [];
  const get = (conversationId: string) => {
    asked.push(conversationId);
    const found = onServer.find(({ id }) => id === conversationId);
    return found ? Promise.resolve(found) : Promise.reject(new Error('not found'));
  };
  const client = {
    conversations: {
      get: { query: ({ conversationId }: { conversationId: string }) => get(conversationId) },
    },
  } as unknown as ApiClient;
  close = observer.subscribe(() => undefined);
  await observer.refetch();
  const caches = new PatchedCaches(queries, client, 'me');
  return {
    caches,
    asked,
    askForPage: () => void observer.fetchNextPage(),
    arrive: (n: number, nextCursor: string | null) =>
      arrivals.shift()?.({ items: [conversation(n)], nextCursor }),
    /** Another page is asked for in the very moment one arrives, before anything else can happen. */
    askAtOnce: () => {
      const stop = observer.subscribe((result) => {
        if (result.isFetching || !result.hasNextPage) return;
        stop();
        void observer.fetchNextPage();
      });
    },
    rows: () => observer.getCurrentResult().data?.pages.flatMap(({ items }) => items.map(({ id }) => id)),
    settled: () => new Promise((resolve) => setTimeout(resolve, 20)),
  };
}

const stored = (view: ConversationView): LiveEvent => ({
  kind: 'message.stored',
  conversation: view,
  message: sampleMessage({ conversationId: view.id }),
});

describe('news while a page of the list is on its way', () => {
  it('stays in the list when the page arrives, and when the next one was asked for at once', async () => {
    const list = await listOnItsWay([]);
    list.askForPage();
    list.caches.patch(stored(conversation(99)));
    expect(list.rows()).toEqual(['c99', 'c90']);
    list.askAtOnce();
    list.arrive(80, cursorOf(80));
    await list.settled();
    list.arrive(70, null);
    await list.settled();
    expect(list.rows()).toEqual(['c99', 'c90', 'c80', 'c70']);
  });

  it('is brought in again in its order: what was read meanwhile is not unread again', async () => {
    const list = await listOnItsWay([]);
    list.askForPage();
    list.caches.patch(stored(conversation(99)));
    list.caches.patch({ kind: 'read.moved', conversationId: 'c99', lastReadSeq: 1 });
    expect(list.rows()).toEqual(['c90']);
    list.arrive(80, null);
    await list.settled();
    expect(list.rows()).toEqual(['c90', 'c80']);
  });

  it('stays too when the reader’s own part had to be asked for, and a page was asked for meanwhile', async () => {
    const known = conversation(99, { lastSeq: 5, lastReadSeq: 4 });
    const list = await listOnItsWay([known]);
    list.caches.patch(stored(known));
    list.askForPage();
    await list.settled();
    expect(list.rows()).toEqual(['c99', 'c90']);
    list.arrive(80, null);
    await list.settled();
    expect(list.rows()).toEqual(['c99', 'c90', 'c80']);
  });

  it('of what does not belong here is asked about at most once more for each page, and never shown', async () => {
    const read = conversation(99, { lastSeq: 5, lastReadSeq: 5 });
    const list = await listOnItsWay([read]);
    list.askForPage();
    list.caches.patch(stored(read));
    list.caches.patch(stored(conversation(98, { lastSeq: 5 })));
    await list.settled();
    for (const n of [80, 70, 60, 50]) {
      list.askAtOnce();
      list.arrive(n, cursorOf(n));
      await list.settled();
    }
    list.arrive(40, null);
    await list.settled();
    expect(list.rows()).toEqual(['c90', 'c80', 'c70', 'c60', 'c50', 'c40']);
    // Once when it came, and once after each of five pages.
    expect(list.asked.filter((id) => id === 'c99')).toHaveLength(6);
  });
});
