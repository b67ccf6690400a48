import type { ConversationShared, ConversationView } from './conversation';
import type { InboxView } from './views';

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
 * (drafts, mentions) must be asked for.
 */
export function mayMatchView(shared: ConversationShared, view: InboxView, userId: string): boolean {
  const own = { lastReadSeq: 0, hasDraft: true, mentionSeq: 1, muted: false };
  return matchesView({ ...shared, ...own }, view, userId);
}

/**
 * What sorts a list: newest activity first means the highest key first, compared as plain strings.
 * Two conversations of the same moment are told apart by their id, as in the server's lists.
 */
export function sortKey({ lastMessageAt, id }: Pick<ConversationShared, 'lastMessageAt' | 'id'>): string {
  return `${lastMessageAt}|${id}`;
}
