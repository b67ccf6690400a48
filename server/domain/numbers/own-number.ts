import type { NumberKind } from './number';
import { type NumberFault, readPhoneNumber } from './read-phone-number';

export type OwnNumber =
  | { ok: true; e164: string; country: string; kind: NumberKind }
  | { ok: false; reason: NumberFault | 'toll_free_country' | 'no_country'; message: string };

/**
 * Reads a number that an organization adds as its own. Landlines may be: carriers switch texting on for
 * them. Toll-free numbers send texts in the US and Canada only; elsewhere they are for calls (domain
 * facts, 4.2).
 * @param e164 international format: there is no country to read a national number with
 */
export function readOwnNumber(e164: string): OwnNumber {
  const reading = readPhoneNumber(e164);
  if (!reading.ok) return reading;
  const { country, type } = reading;
  if (country === null) {
    return { ok: false, reason: 'no_country', message: 'This number belongs to no country.' };
  }
  if (type === 'toll_free' && country !== 'US' && country !== 'CA') {
    return {
      ok: false,
      reason: 'toll_free_country',
      message: 'Toll-free numbers outside the US and Canada cannot send texts.',
    };
  }
  const kind = type === 'toll_free' || type === 'mobile' ? type : 'local';
  return { ok: true, e164: reading.e164, country, kind };
}
