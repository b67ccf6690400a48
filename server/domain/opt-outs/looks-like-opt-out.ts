import { foldWords } from './fold-keyword';
import { readKeyword, readKeywordOfAnyCountry } from './keywords';
import { BARE_STOPS, COURTESIES, KEEP_GOING, OPT_OUT_PHRASES } from './opt-out-phrases';

const PHRASES = phrasesToFind(Object.values(OPT_OUT_PHRASES).flat());
const OPPOSITES = phrasesToFind(KEEP_GOING);
const STOPS: ReadonlySet<string> = new Set(BARE_STOPS.map(foldWords));
const ADDS_NOTHING: ReadonlySet<string> = new Set(COURTESIES.map(foldWords));

/**
 * True when a text reads like a wish not to be texted any more without being a keyword: an agent is asked
 * then, nothing is done by itself. Free wording in the languages of the two-way countries; a keyword with a
 * signature below it; "STOP please"; and, when it is known where, the keyword of another country.
 * @param country of the number written to, as in readKeyword; without it no country's keyword is asked about
 */
export function looksLikeOptOut(text: string, country?: string): boolean {
  const anywhere = readKeywordOfAnyCountry(text);
  const here = country === undefined ? anywhere : readKeyword(text, { tollFree: false, country });
  if (here !== null) return false;
  if (anywhere === 'stop' || isSignedStop(text)) return true;
  const words = foldWords(text).replace(OPPOSITES, '');
  return isPoliteStop(words) || words.search(PHRASES) !== -1;
}

/** "STOP" alone on the first line, and something below it. */
function isSignedStop(text: string): boolean {
  const [first = ''] = text.trimStart().split(/[\r\n]/, 1);
  return readKeywordOfAnyCountry(first) === 'stop';
}

function isPoliteStop(words: string): boolean {
  const rest = words.split(' ').filter((word) => !ADDS_NOTHING.has(word));
  return rest.length > 0 && rest.every((word) => STOPS.has(word));
}

/** One expression for all phrases, over folded words. Those hold letters and digits only: nothing to escape. */
function phrasesToFind(phrases: readonly string[]): RegExp {
  const sources = phrases.map((phrase) => {
    const source = phrase.split(' ').map(wordToFind).join(' ');
    // Chinese is written without spaces, so there its phrases stand anywhere.
    return /\p{Script=Han}/u.test(source) ? source : `(?<![^ ])${source}(?![^ ])`;
  });
  return new RegExp(sources.join('|'), 'gu');
}

function wordToFind(word: string): string {
  return word.endsWith('*') ? `${foldWords(word)}[^ ]*` : foldWords(word);
}
