import { foldKeyword } from './fold-keyword';
import { BY_COUNTRY, EVERYWHERE, NOT_ON_TOLL_FREE } from './keyword-sets';

export type Keyword = 'stop' | 'start' | 'help';

/** What is known of the number that a customer wrote to. */
export interface NumberWrittenTo {
  tollFree: boolean;
  /** ISO 3166-1 alpha-2; without it only the words that count everywhere do. */
  country?: string | undefined;
}

/**
 * The keyword that a customer's text consists of, or null. Only the whole text counts: "stop by at 5?"
 * is no opt-out. "Yes" alone answers 'start' although most people mean something else by it: it can
 * only open what was closed.
 */
export function readKeyword(text: string, number: NumberWrittenTo): Keyword | null {
  const word = foldKeyword(text);
  if (number.tollFree && NOT_ON_TOLL_FREE_FOLDED.has(word)) return null;
  return (MEANINGS.get(number.country ?? '') ?? MEANING_EVERYWHERE).get(word) ?? null;
}

/** The keyword that a text is on a number of some two-way country, whichever. */
export function readKeywordOfAnyCountry(text: string): Keyword | null {
  return MEANING_ANYWHERE.get(foldKeyword(text)) ?? null;
}

type Meanings = ReadonlyMap<string, Keyword>;
const NOT_ON_TOLL_FREE_FOLDED: ReadonlySet<string> = new Set(NOT_ON_TOLL_FREE.map(foldKeyword));
const MEANING_EVERYWHERE = meaningsOf([EVERYWHERE]);
const MEANING_ANYWHERE = meaningsOf([EVERYWHERE, ...[...BY_COUNTRY.values()].flat()]);
const MEANINGS: ReadonlyMap<string, Meanings> = new Map(
  [...BY_COUNTRY].map(([country, sets]) => [country, meaningsOf([EVERYWHERE, ...sets])]),
);

function meaningsOf(sets: readonly Readonly<Partial<Record<Keyword, readonly string[]>>>[]): Meanings {
  return new Map(
    (['stop', 'start', 'help'] as const).flatMap((keyword) =>
      sets.flatMap((set) => (set[keyword] ?? []).map((word) => [foldKeyword(word), keyword] as const)),
    ),
  );
}
