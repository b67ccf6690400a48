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

/** How high a status stands. Equal ranks: the first one stays. */
const RANK: Record<MessageStatus, number> = {
  received: 0,
  queued: 0,
  submitting: 1,
  unknown: 2,
  submitted: 3,
  sent: 4,
  delivered: 5,
  undelivered: 5,
  failed: 5,
};

export interface StatusAdvance {
  status: MessageStatus;
  changed: boolean;
  /** The carrier had said it did not arrive, and says now that it did. */
  correction: boolean;
}

/**
 * What a message's status becomes when another one is reported. It climbs or stays, so that receipts
 * may come twice and in any order (reliability R9). The first final status holds, but "delivered"
 * corrects "undelivered" and "failed": carriers do find out late.
 */
export function advanceStatus(current: MessageStatus, reported: MessageStatus): StatusAdvance {
  const correction = reported === 'delivered' && (current === 'undelivered' || current === 'failed');
  const changed = correction || RANK[reported] > RANK[current];
  return { status: changed ? reported : current, changed, correction };
}

/** True when a person should look: it did not arrive, or nobody can say whether it was sent. */
export function isFailure(status: MessageStatus): boolean {
  return status === 'unknown' || status === 'undelivered' || status === 'failed';
}

/** True when the carrier surely has it, which is what a person calls sent (item 57); not yet "delivered" (item 56). */
export function isSent(status: MessageStatus): boolean {
  return RANK[status] >= RANK.submitted && status !== 'failed';
}
