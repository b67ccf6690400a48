import {
  isSupportedCountry,
  type PhoneNumber,
  type PhoneNumberType,
  parsePhoneNumberWithError,
} from 'libphonenumber-js/max';

/** What the numbering plan says. US, CA and DK numbers never say `mobile`: their plans mix the two. */
export type PhoneType = Lowercase<PhoneNumberType> | 'unknown';

/** Why something typed is no telephone number. */
export const NUMBER_FAULTS = {
  number_missing: 'Enter a phone number.',
  number_too_long: 'This is too long to be a phone number.',
  number_malformed: 'This is not a phone number.',
  country_needed: 'Start with + and the country code, or choose the country.',
  country_unknown: 'This country is not known.',
  extension: 'Leave out the extension: a text goes to the number itself.',
  number_invalid: 'There is no such number. Check the digits and the country.',
} as const;
export type NumberFault = keyof typeof NUMBER_FAULTS;

export type PhoneNumberReading =
  | {
      ok: true;
      /** "+" and 7 to 15 digits: the only form that is stored. */
      e164: string;
      /** ISO 3166-1 alpha-2; null for numbers of no country, such as satellite telephones. */
      country: string | null;
      type: PhoneType;
    }
  | { ok: false; reason: NumberFault; message: string };

/** UTF-16 units; more than any way of writing a number needs. Bounds the work before the text is looked at. */
const LONGEST_INPUT = 40;

/** Digits of any script, and what people put between them; "＋" is what East Asian keyboards type. */
const WRITTEN_AS_NUMBER = /^[+＋\p{Nd}\s()./\-‐-―]+$/u;

/**
 * Reads what a person typed as one telephone number that exists in its country's numbering plan.
 * Nothing is picked out of a longer text and no country is guessed: a national number needs `country`
 * (ISO 3166-1 alpha-2). "00" in front counts as "+" unless it means something else in that country.
 * Territories are their own country: +1 876 is Jamaica, +44 7624 the Isle of Man (domain facts, traps
 * 4, 5 and 8).
 */
export function readPhoneNumber(input: string, country?: string): PhoneNumberReading {
  if (input.length > LONGEST_INPUT) return fault('number_too_long');
  const text = input.trim();
  if (text === '') return fault('number_missing');
  if (country !== undefined && !isSupportedCountry(country)) return fault('country_unknown');

  const found = parse(text, country) ?? (text.startsWith('00') ? parse(`+${text.slice(2)}`) : null);
  if (found === null) {
    if (!WRITTEN_AS_NUMBER.test(text)) return fault('number_malformed');
    const national = !/^([+＋]|00)/.test(text);
    return fault(national && country === undefined ? 'country_needed' : 'number_invalid');
  }
  if (found.ext) return fault('extension');
  return {
    ok: true,
    e164: found.number,
    country: found.country ?? null,
    type: (found.getType()?.toLowerCase() as Lowercase<PhoneNumberType> | undefined) ?? 'unknown',
  };
}

/** A number that exists, or null. */
function parse(text: string, country?: string): PhoneNumber | null {
  try {
    const found = parsePhoneNumberWithError(text, {
      extract: false,
      ...(country !== undefined && isSupportedCountry(country) && { defaultCountry: country }),
    });
    return found.isValid() ? found : null;
  } catch {
    return null;
  }
}

function fault(reason: NumberFault): PhoneNumberReading {
  return { ok: false, reason, message: NUMBER_FAULTS[reason] };
}
