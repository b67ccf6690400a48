/**
 * The longest text one message may have, in UTF-16 units after normaliseText (manual, item 54; what is
 * counted is decided in the design: 670 = 10 segments of 67 units).
 */
export const MESSAGE_LIMIT = 670;

/**
 * The text as it is counted, sent and stored: composed characters (what phones paste as "e" and an
 * accent is one "é", which keeps it in GSM-7), LF for every kind of line end, and no white space at the
 * end. Doing it twice changes nothing.
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n')
    .trimEnd();
}

/** False when Postgres could not keep the text: it takes no NUL, and UTF-8 has no lone surrogate. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** True when a reader would see nothing: white space and invisible characters only. */
export function isBlank(text: string): boolean {
  return /^[\p{White_Space}\p{Default_Ignorable_Code_Point}]*$/u.test(text);
}
