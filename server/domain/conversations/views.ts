/** The inbox views of this reader, in the order of the rail. */
export const INBOX_VIEWS = [
  'mine',
  'unassigned',
  'needs-reply',
  'mentions',
  'snoozed',
  'scheduled',
  'drafts',
  'failed',
  'unattended',
  'done',
  'all',
] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** What of a list is shown, and in which order: all, newest first; what is unread; who waits, longest first. */
export const LIST_TABS = ['latest', 'unread', 'waiting'] as const;
export type ListTab = (typeof LIST_TABS)[number];

/**
 * The tabs above a list. What is put away or prepared has one order only; a label's conversations are kept in
 * the order of their news, so nobody sorts them by waiting.
 */
export function tabsOf(view: InboxView, labelId: string | null): readonly ListTab[] {
  if (!['mine', 'unassigned', 'needs-reply', 'mentions', 'all'].includes(view)) return ['latest'];
  return labelId === null ? LIST_TABS : ['latest', 'unread'];
}

/** Badges stop here: above it a person reads "99+", and counting stays cheap. */
export const BADGE_LIMIT = 99;

/** How many conversations a list page holds. */
export const CONVERSATION_PAGE = 50;
