/** No keyword comes near this many UTF-16 units, whatever stands around it. */
const LONGEST = 200;

/**
 * A whole text as it is compared with keywords: capitals, without accents, full width or anything that
 * is no letter or digit. "Stop." and "ＳＴＯＰ" fold to STOP, "opt-out" and "opt out" to OPTOUT, and a
 * sentence to something that no list holds. Long texts fold to ''.
 */
export function foldKeyword(text: string): string {
  if (text.length > LONGEST) return '';
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}
