import { expect, it } from 'vitest';
import type { ConversationShared } from './conversation';
import { matchesView, sortKey } from './matches-view';
import { INBOX_VIEWS } from './views';

const QUIET: ConversationShared = {
  id: 'c1',
  kind: 'service',
  numberId: 'n1',
  serviceId: 's1',
  customer: '+14155550188',
  customerName: null,
  replyable: true,
  assigneeId: 'ann',
  lastSeq: 3,
  lastMessageAt: '2026-11-22T10:00:00.000Z',
  preview: null,
  needsReplySince: null,
  failedCount: 0,
  hasSms: true,
  optedOut: false,
  blocked: false,
  createdAt: '2026-11-22T09:00:00.000Z',
  version: 1,
};

it.each([
  ['is assigned to the reader', {}, 'ann', ['mine', 'all']],
  ['is assigned to somebody else', {}, 'bob', ['all']],
  ['belongs to nobody', { assigneeId: null }, 'ann', ['unassigned', 'all']],
  ['waits for an answer', { needsReplySince: QUIET.createdAt }, 'bob', ['needs-reply', 'all']],
  ['has failed messages', { failedCount: 2 }, 'bob', ['failed', 'all']],
])('a conversation that %s stands in its views and no others', (_, change, reader, views) => {
  expect(INBOX_VIEWS.filter((view) => matchesView({ ...QUIET, ...change }, view, reader))).toEqual(views);
});

it('sorts by time, and by id within the same moment', () => {
  const rows = [
    { lastMessageAt: '2026-11-22T10:00:00.000Z', id: 'b' },
    { lastMessageAt: '2026-11-22T10:00:00.001Z', id: 'a' },
    { lastMessageAt: '2026-11-22T10:00:00.000Z', id: 'c' },
  ];
  const newestFirst = rows.toSorted((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1));
  expect(newestFirst.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
});
