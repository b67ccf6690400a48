import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the two clocks may be apart, in either direction. */
const TOLERANCE_SECONDS = 300;

interface SignedRequest {
  /** Seconds since 1970, as the sender wrote it. */
  timestamp: string;
  /** Hex. */
  signature: string;
  rawBody: Buffer;
}

/** What a sender writes into X-Waggle-Signature: hex HMAC-SHA256 over `<timestamp>.<raw body>`. */
export function signRequest(secret: string, timestamp: string, rawBody: string | Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex');
}

/** True when a request was signed with this secret within five minutes of `now`. Constant time. */
export function isSigned(
  secret: string,
  { timestamp, signature, rawBody }: SignedRequest,
  now: Date,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const expected = Buffer.from(signRequest(secret, timestamp, rawBody));
  const actual = Buffer.from(signature.toLowerCase());
  const holds = actual.length === expected.length && timingSafeEqual(actual, expected);
  return holds && Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}
