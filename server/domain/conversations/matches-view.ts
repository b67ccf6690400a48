import type { ConversationShared, ConversationView } from './conversation';
import type { InboxView, ListTab } from './views';

/** Whether a conversation stands in a view of this reader. The server's lists ask the same of its rows. */
export function matchesView(row: ConversationView, view: InboxView, userId: string): boolean {
  const open = row.state === 'open';
  switch (view) {
    case 'mine':
      return open && row.assigneeId === userId;
    case 'unassigned':
      return open && row.kind === 'service' && row.assigneeId === null;
    case 'needs-reply':
      return open && row.needsReplySince !== null;
    case 'mentions':
      return row.mentionSeq > 0 && row.state !== 'done';
    case 'snoozed':
      return row.state === 'snoozed';
    case 'scheduled':
      return row.scheduledCount > 0;
    case 'drafts':
      return row.hasDraft;
    case 'failed':
      return row.failedCount > 0;
    case 'unattended':
      return row.participantCount === 0 && row.needsReplySince !== null;
    case 'done':
      return row.state === 'done';
    case 'all':
      return true;
  }
}

/**
 * Whether it can stand in a view as far as those know who are not this reader: what is the reader's own
 * (drafts, mentions, what is read) must be asked for.
 */
export function mayMatchView(
  shared: ConversationShared,
  view: InboxView,
  tab: ListTab,
  userId: string,
): boolean {
  const row = { ...shared, lastReadSeq: 0, hasDraft: true, mentionSeq: 1, muted: false };
  return matchesView(row, view, userId) && matchesTab(row, tab);
}

/** Whether a tab shows a conversation of its list. */
export function matchesTab(row: ConversationView, tab: ListTab): boolean {
  switch (tab) {
    case 'latest':
      return true;
    case 'unread':
      return !row.muted && row.lastSeq > row.lastReadSeq;
    case 'waiting':
      return row.needsReplySince !== null && row.state === 'open';
  }
}

/**
 * A conversation's place in a list, to be compared as a plain string; a page's cursor is the place of the
 * last conversation that was looked at. Two of the same moment are told apart by their id.
 */
export function sortKey(
  row: Pick<ConversationShared, 'lastMessageAt' | 'needsReplySince' | 'id'>,
  tab: ListTab,
): string {
  return `${tab === 'waiting' ? row.needsReplySince : row.lastMessageAt}|${row.id}`;
}

/** Compares two places of a list: below 0 when `a` stands above. Newest first, but who waits longest first. */
export function comparePlaces(a: string, b: string, tab: ListTab): number {
  const upwards = a < b ? -1 : a > b ? 1 : 0;
  return tab === 'waiting' ? upwards : -upwards;
}
