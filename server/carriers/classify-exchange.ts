import type { SendOutcome } from './carrier';
import type { HttpExchange } from './http-exchange';

type Accepted = Extract<SendOutcome, { kind: 'accepted' }>;
type Refused = Extract<SendOutcome, { kind: 'not_accepted' | 'unauthorized' | 'rejected' }>;

/** What only the adapter can read: the carrier's own words. */
export interface AnswerDialect {
  /** A 2xx body; null when it holds no valid message id. */
  readAcceptance(body: string): Omit<Accepted, 'kind'> | null;
  /** A 4xx other than 408 and 429: the carrier read the request and said no. */
  readRefusal(status: number, body: string): Refused;
}

/**
 * The classification table (reliability 4.2), the same for every carrier. Whatever is not listed as
 * certain is `unknown`: a message is never sent twice because somebody guessed.
 */
export function classifyExchange(exchange: HttpExchange, dialect: AnswerDialect): SendOutcome {
  if (exchange.reached === 'nothing_sent') {
    return { kind: 'not_accepted', retryAfterMs: null, detail: exchange.detail };
  }
  if (exchange.reached === 'no_answer') return { kind: 'unknown', detail: exchange.detail };

  const { status, headers, body } = exchange;
  if (status >= 200 && status < 300) {
    const acceptance = dialect.readAcceptance(body);
    return acceptance
      ? { kind: 'accepted', ...acceptance }
      : { kind: 'unknown', detail: `HTTP ${status} without a message id` };
  }
  if (status === 429) {
    return { kind: 'not_accepted', retryAfterMs: readRetryAfter(headers['retry-after']), detail: 'HTTP 429' };
  }
  // 408 says that the request came in late, not that nothing came in.
  if (status >= 400 && status < 500 && status !== 408) return dialect.readRefusal(status, body);
  return { kind: 'unknown', detail: `HTTP ${status}` };
}

const MIN_RETRY_MS = 1_000;
const MAX_RETRY_MS = 300_000;

/**
 * Reads a Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3). Milliseconds, kept between
 * one second and five minutes; null when there is none or it cannot be read.
 */
export function readRetryAfter(header: string | undefined, now: number = Date.now()): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1_000;
  return Number.isNaN(wait) ? null : Math.min(MAX_RETRY_MS, Math.max(MIN_RETRY_MS, wait));
}
