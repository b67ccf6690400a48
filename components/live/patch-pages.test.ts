import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { sortKey } from '@/server/domain/conversations/matches-view';
import { sampleView } from '@/server/domain/conversations/testing/sample-conversation';
import type { MessageView } from '@/server/domain/messages/message';
import { sampleMessage } from '@/server/domain/messages/testing/sample-message';
import { insertRow, type ListData, patchList, patchThread, type ThreadData } from './patch-pages';

const ME = 'me';
const place = { view: 'unassigned' as const, serviceId: null, labelId: null, userId: ME };

function conversation(n: number, change: Partial<ConversationView> = {}): ConversationView {
  return sampleView({
    id: `c${String(n).padStart(4, '0')}`,
    customer: `+1415555${n}`,
    lastSeq: 1,
    lastMessageAt: new Date(1_000_000 + n * 1000).toISOString(),
    ...change,
  });
}

/** What the server would answer: newest first, in pages of `size`, `loaded` of them. */
function fetched(all: ConversationView[], size: number, loaded: number): ListData {
  const sorted = all
    .filter((row) => row.assigneeId === null)
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1));
  const pages = Array.from({ length: loaded }, (_, i) => ({
    items: sorted.slice(i * size, (i + 1) * size),
    nextCursor: sorted.length > (i + 1) * size ? `after ${i}` : null,
  }));
  return { pages, pageParams: pages.map((_, i) => (i === 0 ? null : `after ${i - 1}`)) };
}

const rowsOf = (data: ListData) => data.pages.flatMap((page) => page.items.map(({ id }) => id));

describe('patchList', () => {
  it('keeps a list equal to what the server would answer, whatever changes in it', () => {
    const step = fc.record({ n: fc.nat(19), at: fc.integer({ min: 0, max: 60 }), assigned: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const all = Array.from({ length: 20 }, (_, n) => conversation(n));
        let data = fetched(all, 50, 1);
        for (const { n, at, assigned } of steps) {
          const old = all[n];
          if (!old) continue;
          const row = {
            ...old,
            version: old.version + 1,
            lastMessageAt: new Date(1_000_000 + at * 1000).toISOString(),
            assigneeId: assigned ? ME : null,
          };
          all[n] = row;
          data = insertRow(
            patchList(data, { kind: 'conversation.changed', conversation: row }, place),
            row,
            place,
          );
        }
        expect(rowsOf(data)).toEqual(rowsOf(fetched(all, 50, 1)));
      }),
    );
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
