import type { ReceiptStatus } from '../carrier';

/**
 * Twilio's life of an outbound message in our words (domain.md 3.7; values of the SDK's MessageStatus).
 * `receiving` and `received` are missing on purpose: they belong to inbound messages.
 */
const STATUSES: ReadonlyMap<string, ReceiptStatus> = new Map([
  ['accepted', 'submitted'],
  ['scheduled', 'submitted'],
  ['queued', 'submitted'],
  ['sending', 'submitted'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'undelivered'],
  ['partially_delivered', 'undelivered'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
]);

/** Null for a status that Twilio does not document for outbound messages. */
export function toReceiptStatus(twilioStatus: string): ReceiptStatus | null {
  return STATUSES.get(twilioStatus) ?? null;
}
