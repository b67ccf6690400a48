/**
 * The life of a message. Status only climbs (design rule 4); `unknown` means that bytes may have left
 * and nobody can say whether the carrier has them: a receipt, a look-up or a person settles it.
 */
export const MESSAGE_STATUSES = [
  'received',
  'queued',
  'submitting',
  'unknown',
  'submitted',
  'sent',
  'delivered',
  'undelivered',
  'failed',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];
