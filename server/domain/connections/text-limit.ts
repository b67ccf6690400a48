import { TEXT_PIECE_LIMIT } from '../media/text-pieces';

/**
 * The longest text that a carrier takes in one request, in UTF-16 units, where it is less than what a text file's piece may
 * have (item 74). Twilio: https://www.twilio.com/docs/api/errors/21617; checked 2026-11-23.
 */
const LIMITS: Readonly<Record<string, number>> = { twilio: 1_600 };

/** @param kind the connection's, such as `twilio` */
export function textLimitOf(kind: string): number {
  return LIMITS[kind] ?? TEXT_PIECE_LIMIT;
}
