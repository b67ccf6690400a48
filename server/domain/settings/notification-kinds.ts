/** What a user may be told of. */
export const NOTIFICATION_KINDS = [
  'mine', // a customer writes in a conversation of mine
  'unassigned', // a customer writes in a conversation I take part in, and nobody has it
  'mentioned', // a colleague names me in a note
  'assigned', // a conversation was given to me
  'escalated', // a customer has waited too long in a Service I manage
  'failed', // a message of mine did not go
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];
