import { expect, it } from 'vitest';
import { matchesView, mayMatchView, sortKey } from './matches-view';
import { sampleView } from './testing/sample-conversation';
import { INBOX_VIEWS } from './views';

const QUIET = sampleView({ assigneeId: 'ann' });
const SINCE = QUIET.createdAt;

it.each([
  ['is assigned to the reader', {}, 'ann', ['mine', 'all']],
  ['is assigned to somebody else', {}, 'bob', ['all']],
  ['belongs to nobody', { assigneeId: null }, 'ann', ['unassigned', 'all']],
  ['is direct, where nobody is assigned', { assigneeId: null, kind: 'direct' }, 'ann', ['all']],
  ['waits for an answer', { needsReplySince: SINCE }, 'bob', ['needs-reply', 'all']],
  ['names the reader in a note', { mentionSeq: 3 }, 'bob', ['mentions', 'all']],
  ['is put away until later', { state: 'snoozed', needsReplySince: SINCE }, 'ann', ['snoozed', 'all']],
  ['has a text that goes out later', { scheduledCount: 1 }, 'bob', ['scheduled', 'all']],
  ['holds an unsent text of the reader', { hasDraft: true }, 'bob', ['drafts', 'all']],
  ['has failed messages', { failedCount: 2 }, 'bob', ['failed', 'all']],
  [
    'waits and has nobody in it',
    { participantCount: 0, needsReplySince: SINCE },
    'bob',
    ['needs-reply', 'unattended', 'all'],
  ],
  ['is done', { state: 'done', mentionSeq: 3 }, 'ann', ['done', 'all']],
] as const)('a conversation that %s stands in its views and no others', (_, change, reader, views) => {
  const row = { ...QUIET, ...change };
  expect(INBOX_VIEWS.filter((view) => matchesView(row, view, reader))).toEqual(views);
  const possible = INBOX_VIEWS.filter((view) => mayMatchView(row, view, reader));
  expect(possible).toEqual(expect.arrayContaining([...views]));
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
