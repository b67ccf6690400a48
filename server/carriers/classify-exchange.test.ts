import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerDialect, classifyExchange, readRetryAfter } from './classify-exchange';

const DIALECT: AnswerDialect = {
  readAcceptance: (body) => (body === 'taken' ? { providerMessageId: 'id', segments: null } : null),
  readRefusal: (_status, body) => ({ kind: 'rejected', fault: 'landline', carrierCode: null, detail: body }),
};

describe('the classification of an exchange', () => {
  it('lets a message be tried again only where the carrier surely has nothing', () => {
    const exchange = fc.oneof(
      fc.record({ reached: fc.constant('nothing_sent' as const), detail: fc.string() }),
      fc.record({ reached: fc.constant('no_answer' as const), detail: fc.string() }),
      fc.record({
        reached: fc.constant('answer' as const),
        status: fc.integer({ min: 100, max: 599 }),
        headers: fc.record({ 'retry-after': fc.string() }, { requiredKeys: [] }),
        body: fc.constantFrom('taken', '', 'no'),
      }),
    );
    fc.assert(
      fc.property(exchange, (given) => {
        const { kind } = classifyExchange(given, DIALECT);
        const nothingThere =
          given.reached === 'nothing_sent' || (given.reached === 'answer' && given.status === 429);
        expect(kind === 'not_accepted').toBe(nothingThere);
      }),
    );
  });

  it('calls every answer but a clear yes or no unknown', () => {
    for (let status = 100; status < 600; status += 1) {
      const outcome = classifyExchange({ reached: 'answer', status, headers: {}, body: 'x' }, DIALECT);
      const no = status >= 400 && status < 500 && status !== 408 && status !== 429;
      const expected = no ? 'rejected' : status === 429 ? 'not_accepted' : 'unknown';
      expect([status, outcome.kind]).toEqual([status, expected]);
    }
  });
});

describe('the Retry-After header', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');

  it.each([
    ['30', 30_000],
    ['0', 1_000],
    ['-5', 1_000],
    ['86400', 300_000],
    ['Infinity', 300_000],
    ['Sun, 22 Nov 2026 10:00:45 GMT', 45_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 1_000],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('%s is a wait of %s ms', (header, wait) => {
    expect(readRetryAfter(header, now)).toBe(wait);
  });

  it('is always between one second and five minutes, or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const wait = readRetryAfter(header, now);
        expect(wait === null || (wait >= 1_000 && wait <= 300_000)).toBe(true);
      }),
    );
  });
});
