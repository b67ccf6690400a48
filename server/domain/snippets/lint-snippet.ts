import type { Encoding } from '../messages/message';
import { type Culprit, countSegments } from '../messages/segments';
import { MESSAGE_LIMIT, normaliseText } from '../messages/text';
import { transliterate } from '../messages/transliterate';
import { variablesIn } from './variables';

/** A value that nobody knows yet counts as a short name in plain letters. */
const TYPICAL_VALUE = 'Customer';

export interface SnippetLint {
  encoding: Encoding;
  segments: number;
  /** What it would take with `plainText`; the same as `segments` when that saves nothing. */
  plainSegments: number;
  /** The snippet with every costly character replaced that has a replacement. */
  plainText: string;
  /** The characters that make it UCS-2; `index` counts UTF-16 units of the snippet after normaliseText. */
  culprits: Culprit[];
  /** Longer than a message may be, with typical values. */
  tooLong: boolean;
}

/** What a snippet costs each time it is sent, and which characters are to blame. */
export function lintSnippet(snippet: string): SnippetLint {
  const text = normaliseText(snippet);
  const sample = sampleOf(text);
  const { encoding, segments } = countSegments(sample);
  const plainText = rewriteOutside(text, transliterate);
  return {
    encoding,
    segments,
    plainSegments: countSegments(sampleOf(plainText)).segments,
    plainText,
    culprits: culpritsIn(text),
    tooLong: sample.length > MESSAGE_LIMIT,
  };
}

/** As it is sent: each variable as its fallback, else as a typical value. */
function sampleOf(text: string): string {
  return rewriteOutside(
    text,
    (part) => part,
    (fallback) => fallback ?? TYPICAL_VALUE,
  );
}

/** Names of variables are never sent, so they are no culprits; their fallbacks are. */
function culpritsIn(text: string): Culprit[] {
  const names = variablesIn(text).map(({ name, at }) => {
    const start = text.indexOf(name, at);
    return { start, end: start + name.length };
  });
  return countSegments(text).culprits.filter(
    ({ index }) => !names.some(({ start, end }) => index >= start && index < end),
  );
}

/** Rewrites what stands between variables, and the variables where `variable` is given. */
function rewriteOutside(
  text: string,
  rewrite: (part: string) => string,
  variable?: (fallback: string | null) => string,
): string {
  let result = '';
  let from = 0;
  for (const { name, fallback, at, length } of variablesIn(text)) {
    const kept = fallback === null ? text.slice(at, at + length) : `{{${name}|${rewrite(fallback)}}}`;
    result += rewrite(text.slice(from, at)) + (variable ? variable(fallback) : kept);
    from = at + length;
  }
  return result + rewrite(text.slice(from));
}
