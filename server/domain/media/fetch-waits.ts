/**
 * How long after each try that brought nothing a customer's file is asked for again, in seconds: carriers are seldom away
 * for more than minutes, and their addresses hold for hours. After the last one a person has to ask.
 */
const WAITS = [5, 30, 120, 600, 3_600];

/** A file that was claimed more often was not settled by those who had it: it may be what felled them. */
export const MOST_TRIES = WAITS.length + 1;

/** Milliseconds after the try of this number (from 1); null = that was the last one. */
export function waitAfterTry(attempts: number): number | null {
  const seconds = WAITS[attempts - 1];
  return seconds === undefined ? null : seconds * 1_000;
}
