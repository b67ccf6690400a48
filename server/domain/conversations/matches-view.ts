import type { ConversationShared } from './conversation';
import type { InboxView } from './views';

/** Whether a conversation stands in a view of this reader. The server's lists ask the same of its rows. */
export function matchesView(conversation: ConversationShared, view: InboxView, userId: string): boolean {
  switch (view) {
    case 'mine':
      return conversation.assigneeId === userId;
    case 'unassigned':
      return conversation.assigneeId === null;
    case 'needs-reply':
      return conversation.needsReplySince !== null;
    case 'failed':
      return conversation.failedCount > 0;
    case 'all':
      return true;
  }
}

/**
 * What sorts a list: newest activity first means the highest key first, compared as plain strings.
 * Two conversations of the same moment are told apart by their id, as in the server's lists.
 */
export function sortKey({ lastMessageAt, id }: Pick<ConversationShared, 'lastMessageAt' | 'id'>): string {
  return `${lastMessageAt}|${id}`;
}
