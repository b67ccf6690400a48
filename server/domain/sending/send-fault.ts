/**
 * Why a message did not go, in our own words, whatever carrier said it. Adapters translate their
 * codes to these; the screen finds the sentence and the advice in the catalogue by this code.
 */
export const SEND_FAULTS = [
  'invalid_number', // not a number that exists
  'landline', // cannot receive text
  'unreachable', // phone off, out of coverage, or number no longer in use
  'opted_out', // the customer told us or the carrier to stop
  'blocked_by_us', // we blocked this customer
  'filtered', // the carrier took it for spam or a forbidden link
  'region_not_allowed', // the carrier account may not send there
  'sender_not_capable', // our number cannot send text
  'sender_not_registered', // 10DLC, toll-free verification or sender ID missing
  'not_routable', // the carrier knows no way to this number
  'content_refused', // the carrier refuses this text
  'account_problem', // credentials, suspended account, no credit
  'expired', // could not be handed over in time
  'canceled',
  'carrier_error', // the carrier failed for a reason it does not name
] as const;
export type SendFault = (typeof SEND_FAULTS)[number];
