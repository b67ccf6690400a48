/** No keyword comes near this many UTF-16 units, whatever stands around it. */
const LONGEST = 200;
/** UTF-16 units of a text that are searched for words; an inbound text has no limit of its own. */
const SEARCHED = 2_000;

/**
 * A whole text as it is compared with keywords: capitals, without accents, full width or anything that
 * is no letter or digit. "Stop." and "ＳＴＯＰ" fold to STOP, "opt-out" and "opt out" to OPTOUT, and a
 * sentence to something that no list holds. Long texts fold to ''.
 */
export function foldKeyword(text: string): string {
  if (text.length > LONGEST) return '';
  return capitals(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The words of a text as phrases are looked for in it (hasPhrase): folded like a keyword, one space between
 * them. Apostrophes join: "don't" is DONT. What stands behind the first 2,000 units is left out.
 */
export function foldWords(text: string): string {
  // Apostrophes first: Unicode takes "´" apart into a space and an accent.
  return capitals(text.slice(0, SEARCHED).replace(/['’‘ʼ`´]/g, ''))
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether the words of `phrase` stand in `words` side by side, as whole words. Both come from foldWords. */
export function hasPhrase(words: string, phrase: string): boolean {
  return phrase !== '' && ` ${words} `.includes(` ${phrase} `);
}

/** Letters that Unicode does not take apart, as people type them on a keyboard that lacks them. */
export const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ Ł: 'L', Ø: 'O', Æ: 'AE', Đ: 'D', Œ: 'OE', ł: 'l', đ: 'd', œ: 'oe' }),
);

function capitals(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[ŁØÆĐŒ]/g, (letter) => PLAIN_LETTERS.get(letter) ?? letter);
}
