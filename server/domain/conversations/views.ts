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

/** Badges stop here: above it a person reads "99+", and counting stays cheap. */
export const BADGE_LIMIT = 99;

/** How many conversations a list page holds. */
export const CONVERSATION_PAGE = 50;
