import { septetsOf } from './gsm7';
import type { Encoding } from './message';
import { replacementFor } from './transliterate';

/** Units in a message that is not split, and in each part of one that is: the split costs a 6 octet header. */
const CAPACITY = {
  'GSM-7': { whole: 160, part: 153 },
  'UCS-2': { whole: 70, part: 67 },
} as const satisfies Record<Encoding, { whole: number; part: number }>;

/** A character that GSM-7 does not have. */
export interface Culprit {
  /** Where it stands, in UTF-16 units. */
  index: number;
  /** One code point. */
  char: string;
  /** What reads the same in GSM-7 (perhaps nothing at all); null when nothing does. */
  replacement: string | null;
}

export interface SegmentCount {
  encoding: Encoding;
  /** What the carrier sends and charges; 1 for an empty text, which is a message too. */
  segments: number;
  /** Septets in GSM-7, UTF-16 units in UCS-2. */
  units: number;
  /** How many more units the last segment takes. */
  unitsLeftInSegment: number;
  /** Empty in GSM-7; otherwise every character that made it UCS-2. */
  culprits: Culprit[];
}

/**
 * Encoding and segments of a text as it would be sent. One character outside GSM-7 makes the whole
 * text UCS-2. Neither an escape and its character nor a surrogate pair is ever split, so a segment may
 * end with a unit unused. Give it normalised text (messages/text).
 */
export function countSegments(text: string): SegmentCount {
  const culprits: Culprit[] = [];
  let index = 0;
  for (const char of text) {
    if (septetsOf(char) === 0) culprits.push({ index, char, replacement: replacementFor(char) });
    index += char.length;
  }
  const encoding: Encoding = culprits.length === 0 ? 'GSM-7' : 'UCS-2';
  return {
    encoding,
    ...fill(text, CAPACITY[encoding], encoding === 'GSM-7' ? septetsOf : lengthOf),
    culprits,
  };
}

function fill(text: string, capacity: { whole: number; part: number }, sizeOf: (char: string) => number) {
  let units = 0;
  let parts = 1;
  let usedInPart = 0;
  for (const char of text) {
    const size = sizeOf(char);
    units += size;
    if (usedInPart + size > capacity.part) {
      parts += 1;
      usedInPart = 0;
    }
    usedInPart += size;
  }
  return units <= capacity.whole
    ? { segments: 1, units, unitsLeftInSegment: capacity.whole - units }
    : { segments: parts, units, unitsLeftInSegment: capacity.part - usedInPart };
}

function lengthOf(char: string): number {
  return char.length;
}
