import { expect, it } from 'vitest';
import { comparePlaces, matchesTab, matchesView, mayMatchView, sortKey } from './matches-view';
import { sampleView } from './testing/sample-conversation';
import { INBOX_VIEWS, LIST_TABS, tabsOf } from './views';

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
  const possible = INBOX_VIEWS.filter((view) => mayMatchView(row, view, 'latest', reader));
  expect(possible).toEqual(expect.arrayContaining([...views]));
});

it.each([
  ['read', { lastSeq: 4, lastReadSeq: 4 }, ['latest']],
  ['unread', { lastSeq: 4, lastReadSeq: 3 }, ['latest', 'unread']],
  ['unread and muted', { lastSeq: 4, lastReadSeq: 3, muted: true }, ['latest']],
  ['waiting', { needsReplySince: SINCE, lastSeq: 4, lastReadSeq: 4 }, ['latest', 'waiting']],
  ['snoozed', { needsReplySince: SINCE, lastSeq: 4, lastReadSeq: 4, state: 'snoozed' }, ['latest']],
] as const)('a conversation that is %s stands in its tabs and no others', (_, change, tabs) => {
  const row = { ...QUIET, ...change };
  expect(LIST_TABS.filter((tab) => matchesTab(row, tab))).toEqual(tabs);
  // Whether it is read or muted only the reader knows.
  const possible = LIST_TABS.filter((tab) => mayMatchView(row, 'all', tab, 'ann'));
  expect(possible).toEqual(expect.arrayContaining([...tabs, 'unread']));
});

it('lists of one order only have no tabs, and a label’s knows no waiting', () => {
  expect(tabsOf('done', null)).toEqual(['latest']);
  expect(tabsOf('mine', null)).toEqual(LIST_TABS);
  expect(tabsOf('all', 'a label')).toEqual(['latest', 'unread']);
});

const MOMENTS = ['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.001Z'];
it.each([
  ['latest', 'lastMessageAt', ['a', 'c', 'b']],
  ['waiting', 'needsReplySince', ['b', 'c', 'a']],
] as const)('sorts %s by time, and by id within the same moment', (tab, field, order) => {
  const row = (id: string, moment = 0) => ({ ...QUIET, id, [field]: MOMENTS[moment] });
  const sorted = [row('b'), row('a', 1), row('c')].toSorted((a, b) =>
    comparePlaces(sortKey(a, tab), sortKey(b, tab), tab),
  );
  expect(sorted.map(({ id }) => id)).toEqual(order);
});
