import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { comparePlaces, matchesTab, sortKey } from '@/server/domain/conversations/matches-view';
import { sampleView } from '@/server/domain/conversations/testing/sample-conversation';
import { LIST_TABS, type ListTab } from '@/server/domain/conversations/views';
import type { MessageView } from '@/server/domain/messages/message';
import { sampleMessage } from '@/server/domain/messages/testing/sample-message';
import { insertRow, type ListData, patchList, patchThread, type ThreadData } from './patch-pages';

const ME = 'me';
const place = {
  view: 'unassigned' as const,
  tab: 'latest' as ListTab,
  serviceId: null,
  labelId: null,
  userId: ME,
};

const MOMENT = new Date(1_030_000).toISOString();

function conversation(n: number, change: Partial<ConversationView> = {}): ConversationView {
  return sampleView({
    id: `c${String(n).padStart(4, '0')}`,
    customer: `+1415555${n}`,
    lastSeq: 1,
    lastMessageAt: new Date(1_000_000 + n * 1000).toISOString(),
    ...change,
  });
}

/** What the server would answer: in the tab's order, in pages of `size`, `loaded` of them. */
function fetched(all: ConversationView[], size: number, loaded: number, tab: ListTab = 'latest'): ListData {
  const sorted = all
    .filter((row) => row.assigneeId === null && matchesTab(row, tab))
    .toSorted((a, b) => comparePlaces(sortKey(a, tab), sortKey(b, tab), tab));
  const pages = Array.from({ length: loaded }, (_, i) => {
    const items = sorted.slice(i * size, (i + 1) * size);
    const last = items.at(-1);
    return { items, nextCursor: sorted.length > (i + 1) * size && last ? sortKey(last, tab) : null };
  });
  return { pages, pageParams: pages.map((_, i) => pages[i - 1]?.nextCursor ?? null) };
}

const rowsOf = (data: ListData) => data.pages.flatMap((page) => page.items.map(({ id }) => id));

describe('patchList', () => {
  it.each(
    LIST_TABS,
  )('keeps a list (%s) equal to what the server would answer, whatever changes in it', (tab) => {
    const list = { ...place, tab };
    const moment = fc.integer({ min: 0, max: 60 }).map((at) => new Date(1_000_000 + at * 1000).toISOString());
    const step = fc.record({
      n: fc.nat(19),
      lastMessageAt: moment,
      needsReplySince: fc.option(moment),
      lastSeq: fc.integer({ min: 1, max: 3 }),
      assigneeId: fc.constantFrom(ME, null),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const all = Array.from({ length: 20 }, (_, n) =>
          conversation(n, { needsReplySince: n % 2 ? MOMENT : null, lastReadSeq: 1, lastSeq: 1 + (n % 3) }),
        );
        let data = fetched(all, 50, 1, tab);
        for (const { n, ...change } of steps) {
          const old = all[n];
          if (!old) continue;
          const row = { ...old, ...change, version: old.version + 1 };
          all[n] = row;
          data = insertRow(
            patchList(data, { kind: 'conversation.changed', conversation: row }, list),
            row,
            list,
          );
        }
        expect(rowsOf(data)).toEqual(rowsOf(fetched(all, 50, 1, tab)));
      }),
    );
  });

  it('keeps as much of the longest waiting as was loaded, whoever is answered and writes again', () => {
    const since = (n: number) => new Date(1_000_000 + n * 1000).toISOString();
    const all = Array.from({ length: 20 }, (_, n) => conversation(n, { needsReplySince: since(n) }));
    const list = { ...place, tab: 'waiting' as const };
    const data = fetched(all, 5, 2, 'waiting');
    const again = { ...conversation(3, { needsReplySince: since(90) }), version: 2 };
    const patched = patchList(data, { kind: 'conversation.changed', conversation: again }, list);
    // It waits behind what is loaded now: a later page brings it.
    expect(rowsOf(patched)).toEqual(rowsOf(data).filter((id) => id !== again.id));
    expect(insertRow(patched, again, list)).toEqual(patched);
  });

  it('does not show a row in the gap behind the last loaded page', () => {
    const all = Array.from({ length: 20 }, (_, n) => conversation(n));
    const data = fetched(all, 5, 2);
    const old = conversation(99, { lastMessageAt: new Date(1).toISOString() });
    expect(rowsOf(insertRow(data, old, place))).toEqual(rowsOf(data));
    const fresh = conversation(98);
    expect(rowsOf(insertRow(data, fresh, place))).toEqual([fresh.id, ...rowsOf(data)]);
  });

  it('answers with the same data when the event is of no concern', () => {
    const data = fetched([conversation(1)], 5, 1);
    const event = { kind: 'conversation.changed' as const, conversation: conversation(2) };
    expect(patchList(data, event, place)).toBe(data);
  });
});

describe('patchThread', () => {
  const message = (seq: number, version = 1) =>
    sampleMessage({ id: `m${seq}`, conversationId: 'c', seq, version });
  const stored = (m: MessageView) => ({
    kind: 'message.stored' as const,
    message: m,
    conversation: conversation(1),
  });

  it('puts new messages on the first page and leaves the others as they are', () => {
    const data: ThreadData = {
      pages: [
        { items: [message(4), message(3)], nextBeforeSeq: 3 },
        { items: [message(2), message(1)], nextBeforeSeq: null },
      ],
      pageParams: [null, 3],
    };
    const patched = patchThread(data, stored(message(5)), 'c');
    expect(patched.pages.map((page) => page.items.map(({ seq }) => seq))).toEqual([
      [5, 4, 3],
      [2, 1],
    ]);
    expect(patchThread(patched, stored(message(5)), 'c')).toBe(patched);
    expect(patchThread(patched, stored(message(6)), 'another')).toBe(patched);
  });
});
