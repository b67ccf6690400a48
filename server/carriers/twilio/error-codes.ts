import type { SendFault } from '@/server/domain/sending/send-fault';

/**
 * What Twilio's codes mean in our words. Source: https://www.twilio.com/docs/api/errors/<code>, looked
 * at on 2026-11-22; rows marked * are taken from domain.md 3.7 or from the code's known name, their
 * page was not seen. Twilio adds codes without notice: a code that is not here is a `carrier_error`.
 */
const FAULTS: ReadonlyMap<number, SendFault> = new Map([
  // Refused when handed over (2xxxx)
  [21211, 'invalid_number'], // To is no phone number
  [21212, 'sender_not_capable'], // * From is no phone number
  [21214, 'unreachable'], // * To cannot be reached
  [21217, 'invalid_number'], // * the number does not look valid
  [21265, 'not_routable'], // To is a short code
  [21266, 'invalid_number'], // To and From are the same
  [21401, 'sender_not_capable'], // From cannot text
  [21408, 'region_not_allowed'], // destination switched off in the account's geo permissions
  [21601, 'sender_not_capable'], // From is not the account's
  [21602, 'content_refused'], // * no text
  [21604, 'invalid_number'], // * no To
  [21606, 'sender_not_capable'], // From cannot text this destination
  [21608, 'account_problem'], // trial account, To not verified
  [21610, 'opted_out'], // the customer told Twilio to stop
  [21612, 'not_routable'], // no way from this From to this To
  [21614, 'landline'], // To is not a mobile number
  [21617, 'content_refused'], // longer than 1,600 characters
  [21618, 'content_refused'], // * the text cannot be sent
  [21619, 'content_refused'], // * neither text nor media
  [21635, 'landline'], // To is a landline
  [21657, 'sender_not_capable'], // sender ID not valid in that country
  [21659, 'sender_not_capable'], // From is not a Twilio number, or a short code of another country
  [21660, 'sender_not_capable'], // From belongs to another account
  [21661, 'sender_not_capable'], // From cannot text
  // Reported later by a status callback (3xxxx)
  [30001, 'carrier_error'], // Twilio's queue overflowed
  [30002, 'account_problem'], // account suspended meanwhile
  [30003, 'unreachable'], // * phone off or out of coverage
  [30004, 'filtered'], // * delivery blocked
  [30005, 'unreachable'], // * unknown handset, number no longer in use
  [30006, 'landline'], // landline, or a network that short codes do not reach
  [30007, 'filtered'], // * taken for spam
  [30008, 'carrier_error'], // * no reason given
  [30022, 'carrier_error'], // faster than the 10DLC campaign may send
  [30024, 'sender_not_registered'], // numeric sender not provisioned at the network
  [30032, 'sender_not_registered'], // * toll-free number not verified
  [30033, 'sender_not_registered'], // * 10DLC campaign suspended
  [30034, 'sender_not_registered'], // * 10DLC registration missing
  [30035, 'sender_not_registered'], // * 10DLC registration of the number under way
  [30036, 'expired'], // * validity period over
  [30042, 'sender_not_registered'], // sender ID too generic or with special characters
  [30110, 'filtered'], // a link on a blocked domain
]);

/** Codes that speak about the account, not about the message: every further message would meet them too. */
const ACCOUNT_CODES: ReadonlySet<number> = new Set([
  10001, // account not active
  20003, // wrong SID or token, or account suspended
  20005, // account not active
  20006, // * access denied
  20008, // * test credentials
  20403, // account suspended or closed
  20404, // the account's address does not exist
  70051, // authorization failed
]);

/** Refusals that end by waiting: Twilio took nothing, and says that it will later. */
const WAIT_CODES: ReadonlySet<number> = new Set([
  20429, // too many requests
  21611, // this From has ten hours of messages queued
  63038, // daily limit of the account
]);

/** Null for a code that this table does not know. */
export function faultOfCode(code: number | null): SendFault | null {
  return code === null ? null : (FAULTS.get(code) ?? null);
}

export function isAccountCode(code: number | null): boolean {
  return code !== null && ACCOUNT_CODES.has(code);
}

export function isWaitCode(code: number | null): boolean {
  return code !== null && WAIT_CODES.has(code);
}
