/** Longer than any number as it is written; the rest of a link is not shown to anybody. */
const LONGEST = 40;

/**
 * The telephone number in what a link says: `+39 347…`, or `sms:` and `tel:` links with whatever follows the number
 * (RFC 5724). Whether it is one is for numbers/phone-number. @returns '' when there is none
 */
export function numberOfLink(to: string): string {
  const [number = ''] = to.replace(/^\s*(sms|smsto|tel):(\/\/)?/i, '').split(/[?;,&]/);
  // A "+" that a link does not escape comes as a space.
  return number
    .replace(/^ (?=\d)/, '+')
    .trim()
    .slice(0, LONGEST);
}
