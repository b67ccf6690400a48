import { septetsOf } from './gsm7';

/**
 * Characters outside GSM-7 with what reads the same inside it: what word processors, web pages and
 * phones put in unasked (domain facts, 3.6 and trap 13; drawn from the Unicode charts on 2026-11-22).
 * Letters are not here: a name without its accents is another name.
 */
const READS_THE_SAME: readonly (readonly [replacement: string, characters: string])[] = [
  ["'", '‘’‚‛′´`ʼ‹›'],
  ['"', '“”„‟″«»'],
  ['-', '‐‑‒–—―−⁃'],
  ['...', '…'],
  ['*', '•∙'],
  ['/', '⁄∕'],
  // Spaces of other widths: tab, no-break, en and em quads down to hair space, narrow no-break, ideographic.
  [' ', '\t\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000'],
  // Nothing to see: soft hyphen, zero-width space, word joiner, byte order mark.
  ['', '\u00AD\u200B\u2060\uFEFF'],
  ['fi', 'ﬁ'],
  ['fl', 'ﬂ'],
];

const REPLACEMENTS: ReadonlyMap<string, string> = new Map(
  READS_THE_SAME.flatMap(([replacement, characters]) => [...characters].map((char) => [char, replacement])),
);

/** Full-width forms U+FF01 to U+FF5E stand at this distance from the ASCII they repeat. */
const FULL_WIDTH = { first: 0xff01, last: 0xff5e, distance: 0xfee0 };

/** What reads the same in GSM-7 (perhaps nothing at all), or null when nothing does. */
export function replacementFor(char: string): string | null {
  const known = REPLACEMENTS.get(char);
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 0;
  if (code < FULL_WIDTH.first || code > FULL_WIDTH.last) return null;
  const ascii = String.fromCodePoint(code - FULL_WIDTH.distance);
  return replacementFor(ascii) ?? ascii;
}

/**
 * The text with every character outside GSM-7 replaced that has a replacement. To be offered, never
 * done unasked; the rest stays as it is.
 */
export function transliterate(text: string): string {
  let result = '';
  for (const char of text) result += septetsOf(char) > 0 ? char : (replacementFor(char) ?? char);
  return result;
}
