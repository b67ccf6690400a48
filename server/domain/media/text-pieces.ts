import { normaliseText } from '../messages/text';

/** As much of a text file as goes in one SMS text (item 74), in UTF-16 units. */
export const TEXT_PIECE_LIMIT = 4_500;
/** A text file that would become more texts than this is a document: nobody reads it on a telephone. */
export const MAX_TEXT_PIECES = 10;

/**
 * What a text file becomes: texts of at most `limit` UTF-16 units each, cut between lines or words where there is one in
 * the last fifth, never inside a character. Together they are the normalised text, but for the white space at the cuts.
 * @param limit the carrier's own, when it takes less than 4,500
 */
export function textPieces(text: string, limit = TEXT_PIECE_LIMIT): string[] {
  const pieces: string[] = [];
  let rest = normaliseText(text).trim();
  while (rest.length > limit) {
    const cut = placeToCut(rest, limit);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

function placeToCut(text: string, limit: number): number {
  const head = text.slice(0, limit + 1);
  const least = Math.floor(limit * 0.8);
  for (const between of ['\n', ' ']) {
    const at = head.lastIndexOf(between);
    if (at >= least) return at;
  }
  // Between two halves of a character would lose it.
  const splitsPair =
    /[\ud800-\udbff]/.test(text.charAt(limit - 1)) && /[\udc00-\udfff]/.test(text.charAt(limit));
  return splitsPair ? limit - 1 : limit;
}
