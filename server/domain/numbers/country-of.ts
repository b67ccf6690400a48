import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * The country of an E.164 number, ISO 3166-1 alpha-2; null for what is no number or belongs to none. A number
 * of a range that the numbering plan does not list yet still has the country of its calling code.
 */
export function countryOf(e164: string): string | null {
  if (!/^\+[1-9]\d{6,14}$/.test(e164)) return null;
  return parsePhoneNumberFromString(e164, { extract: false })?.country ?? null;
}
