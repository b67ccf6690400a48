/**
 * Countries whose carriers filter texts with links (manual, item 38; domain facts, 3.5 and trap 39).
 * The calling code tells the country well enough for a warning. Checked on 2026-11-22; sources: Twilio's
 * SMS guidelines for DK; OpenMarket's for BE; CM.com for FR; Vonage's and Sinch's notes for SA.
 */
const FILTERING_COUNTRIES: readonly { country: string; callingCode: string }[] = [
  { country: 'Denmark', callingCode: '+45' },
  { country: 'Belgium', callingCode: '+32' },
  { country: 'France', callingCode: '+33' },
  { country: 'Saudi Arabia', callingCode: '+966' },
];

/** Public link shorteners: what they lead to cannot be seen, so carriers distrust all of them (PL forbids them). */
const SHORTENERS = [
  'bit.ly',
  'buff.ly',
  'cutt.ly',
  'goo.gl',
  'is.gd',
  'ow.ly',
  'rb.gy',
  'rebrand.ly',
  'shorturl.at',
  't.co',
  't.ly',
  'tiny.cc',
  'tinyurl.com',
];

const SHORT_LINK = new RegExp(
  `(?<![a-z0-9.-])(?:www\\.)?(?:${SHORTENERS.join('|').replaceAll('.', '\\.')})(?!\\.?[a-z0-9-])`,
  'i',
);

/** An address with its scheme or "www.", or a host with a path. Every repetition is bounded, so the search is linear. */
const LINK = /(?:https?:\/\/|www\.)\S|[a-z0-9-]{2,63}\.[a-z]{2,24}\/\S/i;

/** What kind of link a text holds, the kind that carriers like least first. */
export function linkIn(text: string): 'short' | 'plain' | null {
  if (SHORT_LINK.test(text)) return 'short';
  return LINK.test(text) ? 'plain' : null;
}

/** The name of the customer's country when its carriers filter links; else null. */
export function countryFilteringLinks(customer: string): string | null {
  return FILTERING_COUNTRIES.find(({ callingCode }) => customer.startsWith(callingCode))?.country ?? null;
}
