/**
 * The characters of GSM 03.38, in the order of the table (domain facts, 3.6; checked on 2026-11-22).
 * The escape at 0x1B is left out: it is no character of its own.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Sent as an escape and a second septet. */
const EXTENSION = '\f^{}\\[~]|€';

const SEPTETS: ReadonlyMap<string, 1 | 2> = new Map([
  ...[...BASIC].map((char) => [char, 1] as const),
  ...[...EXTENSION].map((char) => [char, 2] as const),
]);

/** How many septets a character (one code point) takes in GSM-7; 0 = it cannot be written in it. */
export function septetsOf(char: string): 0 | 1 | 2 {
  return SEPTETS.get(char) ?? 0;
}
