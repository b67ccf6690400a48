import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_HEADER = 'x-simulator-signature';
const TIMESTAMP_HEADER = 'x-simulator-timestamp';
/** How far the two clocks may be apart, in either direction. */
const TOLERANCE_SECONDS = 300;

/** The two headers that make a body the sender's: seconds since 1970, and an HMAC over both. */
export function signSimulatorBody(
  secret: string,
  rawBody: string | Buffer,
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature(secret, timestamp, rawBody) };
}

/** True when the body was signed with this secret within five minutes of `now`. Constant time. */
export function isSignedBySimulator(
  secret: string,
  request: { headers: Readonly<Record<string, string | string[] | undefined>>; rawBody: Buffer },
  now: Date,
): boolean {
  const timestamp = request.headers[TIMESTAMP_HEADER];
  const given = request.headers[SIGNATURE_HEADER];
  if (typeof timestamp !== 'string' || typeof given !== 'string' || !/^\d{1,12}$/.test(timestamp))
    return false;
  const expected = Buffer.from(signature(secret, timestamp, request.rawBody));
  const actual = Buffer.from(given);
  const holds = actual.length === expected.length && timingSafeEqual(actual, expected);
  return holds && Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}

function signature(secret: string, timestamp: string, rawBody: string | Buffer): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex')}`;
}
