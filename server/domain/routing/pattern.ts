/** UTF-16 units. With the length of a number this bounds the work of one comparison. */
const LONGEST_PATTERN = 40;

/**
 * Whether a customer's number fits a pattern. Without * and ? a pattern is a prefix: "+39" fits every number
 * in Italy. With one of them it describes the whole number: "*" stands for any digits or none, "?" for
 * exactly one. Never more than pattern × number steps: behind a "*" only the last one is tried again.
 */
export function matchesPattern(pattern: string, number: string): boolean {
  if (!/[*?]/.test(pattern)) return number.startsWith(pattern);
  let inPattern = 0;
  let inNumber = 0;
  /** Where to go on when it does not fit: behind the last "*", which then takes one digit more. */
  let retry: { pattern: number; number: number } | null = null;
  while (inNumber < number.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      inPattern += 1;
      retry = { pattern: inPattern, number: inNumber };
    } else if (wanted === '?' || wanted === number[inNumber]) {
      inPattern += 1;
      inNumber += 1;
    } else if (retry) {
      retry.number += 1;
      inPattern = retry.pattern;
      inNumber = retry.number;
    } else {
      return false;
    }
  }
  return [...pattern.slice(inPattern)].every((rest) => rest === '*');
}

/** A sentence about what is no pattern, or null when it is one. */
export function patternFault(text: string): string | null {
  if (text === '') return 'Enter a pattern, such as +39 or +4479*.';
  if (text.length > LONGEST_PATTERN) return `A pattern has at most ${LONGEST_PATTERN} characters.`;
  if (/[()[\]{}^$|\\.]/.test(text)) {
    return 'Patterns are prefixes and globs, such as +39 or +4479*. Regular expressions are not understood.';
  }
  if (/^\+?[\d*?]*$/.test(text)) return null;
  return 'This is not a pattern: digits with a + in front, * for any digits and ? for one, such as +39 or +4479*.';
}
