/** Customers that fit above the messages of a page. */
export const CUSTOMERS_SHOWN = 8;
/** More are not asked for: whoever wants another types on. */
export const CUSTOMERS_MOST = 50;

/** What somebody looks for. */
export interface SearchQuery {
  /** Folded words in the order typed, without repetition. */
  words: string[];
  /** Digits to look for in telephone numbers; null when what was typed is not part of one. */
  digits: string | null;
}

/** More words than these narrow a search no further. */
const WORDS = 8;
/** A word is compared up to here; Postgres keeps none that is longer than 2,046 bytes. */
const WORD_LENGTH = 60;
/** Trigrams need three. */
const DIGITS = 3;

/**
 * Reads what was typed into a search field. A text of digits and what people write between them is
 * also part of a telephone number; its words count all the same ("4410" stands in messages too).
 */
export function readSearchQuery(text: string): SearchQuery {
  const words = [...new Set(text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [])];
  const folded = [...new Set(words.map((word) => foldWord(word).slice(0, WORD_LENGTH)))].slice(0, WORDS);
  const digits = text.replace(/\D/g, '');
  const isNumber = /^\s*\+?[\d\s().\-/]+$/.test(text) && digits.length >= DIGITS;
  return { words: folded, digits: isNumber ? digits : null };
}

/** How the words of the index are written: lower case. Accents stay, as in the index. */
function foldWord(word: string): string {
  return word.toLowerCase();
}

/**
 * The beginning of a word as Postgres' to_tsquery reads it; words hold letters and digits only. Of "WX-4410"
 * its parser keeps `wx` and `-4410`, a negative number.
 */
export function prefixTerm(word: string): string {
  return /^\d/.test(word) ? `('${word}':* | '-${word}':*)` : `'${word}':*`;
}

/** The database encloses in these what it finds by its stem, after it took those out that a text held itself. */
export const STEM_START = '\u0002';
export const STEM_STOP = '\u0003';
const STEMMED = new RegExp(`${STEM_START}([^${STEM_STOP}]+)${STEM_STOP}`, 'g');

/**
 * What is to be marked in a text that was found: the words typed, and those of the text that share only their stem
 * with one ("deliveries" for "delivery").
 * @param enclosed the text, with what was found by its stem between STEM_START and STEM_STOP
 */
export function wordsToMark(enclosed: string, words: readonly string[]): string[] {
  const stemmed = [...enclosed.matchAll(STEMMED)].map(([, word = '']) => foldWord(word));
  const others = stemmed.filter((word) => !words.some((typed) => word.startsWith(typed)));
  return [...new Set([...words, ...others])];
}

export interface HighlightPart {
  text: string;
  hit: boolean;
}

/** A text in parts, with the words' occurrences at the beginning of words marked. Linear in the text. */
export function markWords(text: string, words: readonly string[]): HighlightPart[] {
  return partsOf(text, marksIn(text, words), 0, text.length);
}

/** Text before the first hit that is shown with it (UTF-16 units). */
const BEFORE = 40;
const SHOWN = 160;

/** The same, cut to a line around the first of them. */
export function excerptOf(text: string, words: readonly string[]): HighlightPart[] {
  const line = text.replace(/\s+/g, ' ');
  const marks = marksIn(line, words);
  const start = Math.max(0, (marks[0]?.from ?? 0) - BEFORE);
  const end = Math.min(line.length, start + SHOWN);
  const parts = partsOf(line, marks, start, end);
  if (start > 0) parts.unshift({ text: '…', hit: false });
  if (end < line.length) parts.push({ text: '…', hit: false });
  return parts;
}

interface Mark {
  from: number;
  to: number;
}

function marksIn(text: string, words: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  for (const found of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const folded = foldWord(found[0]);
    const word = words.find((wanted) => wanted !== '' && folded.startsWith(wanted));
    // Folding may change a word's length; then all of it is marked.
    const length = folded.length === found[0].length ? (word?.length ?? 0) : found[0].length;
    if (word) marks.push({ from: found.index, to: found.index + length });
  }
  return marks;
}

/** The text from `start` to `end`, in order and without gaps. */
function partsOf(text: string, marks: readonly Mark[], start: number, end: number): HighlightPart[] {
  const parts: HighlightPart[] = [];
  let at = start;
  const push = (to: number, hit: boolean) => {
    if (to > at) parts.push({ text: text.slice(at, to), hit });
    at = Math.max(at, to);
  };
  for (const { from, to } of marks) {
    if (from >= end) break;
    push(from, false);
    push(Math.min(to, end), true);
  }
  push(end, false);
  return parts;
}
