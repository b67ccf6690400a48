import { type NumberFault, type PhoneType, readPhoneNumber } from './read-phone-number';

/** Why a number that exists cannot be texted. Policy: whatever cannot be in a mobile phone is refused (domain facts, trap 3). */
export const RECIPIENT_FAULTS = {
  fixed_line: 'This is a landline, and landlines cannot receive texts.',
  toll_free: 'This is a toll-free number, and texts to those do not arrive.',
  premium_rate: 'This is a premium-rate number. It cannot be texted.',
  shared_cost: 'This is a shared-cost service number. It cannot be texted.',
  voip: 'This is an internet phone number, and those cannot receive texts.',
  personal_number: 'This is a forwarding number, and texts are not forwarded.',
  pager: 'This is a pager. It cannot be texted.',
  uan: 'This is a company service number. It cannot be texted.',
  voicemail: 'This is a voicemail box. It cannot be texted.',
  unknown: 'It is not known whether this number can receive texts.',
  no_country: 'This number belongs to no country, and such numbers cannot be texted.',
} as const satisfies Record<Exclude<PhoneType, 'mobile' | 'fixed_line_or_mobile'> | 'no_country', string>;
export type RecipientFault = keyof typeof RECIPIENT_FAULTS;

export type Recipient =
  | { ok: true; e164: string; country: string; type: 'mobile' | 'fixed_line_or_mobile' }
  | { ok: false; reason: NumberFault | RecipientFault; message: string };

/**
 * Reads what a person typed as the one recipient of a text (manual, items 22, 45 and 48).
 * @param country ISO 3166-1 alpha-2, which a number without "+" is read with; never guessed
 */
export function parsePhoneNumber(input: string, country?: string): Recipient {
  const reading = readPhoneNumber(input, country);
  if (!reading.ok) return reading;
  const { e164, type } = reading;
  if (type !== 'mobile' && type !== 'fixed_line_or_mobile') return fault(type);
  if (reading.country === null) return fault('no_country');
  return { ok: true, e164, country: reading.country, type };
}

function fault(reason: RecipientFault): Recipient {
  return { ok: false, reason, message: RECIPIENT_FAULTS[reason] };
}
