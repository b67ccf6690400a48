import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A stored number as people read it, "+1 415 555 0188". What is no E.164 number (a short code, a name)
 * stays as it is. Browsers load this file only when a number is to be shown: it brings every
 * country's numbering plan.
 */
export function formatNumber(number: string): string {
  return number.startsWith('+')
    ? (parsePhoneNumberFromString(number)?.formatInternational() ?? number)
    : number;
}
