/** Why one user is told apart from everybody who may see the conversation. */
export const NOTICE_REASONS = [
  'mentioned', // a colleague named them in a note
  'assigned', // somebody gave them the conversation
  'escalated', // a customer has waited too long in a Service they manage
  'unattended', // a customer writes and nobody is there
  'scheduled_refused', // a text of theirs could not go out at its time
] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number];
