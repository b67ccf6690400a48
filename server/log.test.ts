import { describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '@/db/client';
import { DomainError } from './domain/errors';
import { createLogger } from './log';

function capture() {
  const lines: string[] = [];
  const log = createLogger({ logLevel: 'debug' }, { write: (line) => void lines.push(line) });
  return {
    log,
    last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>,
    text: () => lines.join(''),
  };
}

describe('the log', () => {
  it('writes one JSON line with level, time, the allowed fields and the words', () => {
    const { log, last } = capture();
    log.info({ requestId: 'r1', status: 200 }, 'request');
    expect(last()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      requestId: 'r1',
      status: 200,
      msg: 'request',
    });
  });

  it('leaves out a field nobody allowed, and says which', () => {
    const { log, last, text } = capture();
    log.warn({ messageId: 'm1', body: 'secret words', authToken: 'secret token' }, 'odd');
    expect(last()).toMatchObject({ messageId: 'm1', leftOut: ['body', 'authToken'] });
    expect(text()).not.toContain('secret');
  });

  it('hides the middle of every phone number in an allowed field', () => {
    const { log, last } = capture();
    log.warn({ reason: 'no Service on +14155550188' }, 'odd');
    expect(last().reason).toBe('no Service on +1415•••0188');
  });

  it('keeps of an unexpected error its kind, code and places, never its words', () => {
    const { log, last, text } = capture();
    const error = Object.assign(new Error('Failed query: params: secret words'), {
      code: '23505',
      detail: 'secret',
    });
    log.error({ err: error }, 'fault');
    log.error(error);
    log.error({ err: error });
    expect(text()).not.toContain('secret');
    expect(last().err).toMatchObject({
      name: 'Error',
      code: '23505',
      stack: [expect.stringMatching(/^at .*log\.test/), ...Array(7).fill(expect.any(String))],
    });
  });

  it('finds the code of the database behind a wrapping error', () => {
    const { log, last } = capture();
    const cause = Object.assign(new Error('secret'), { code: '40001' });
    log.error({ err: new Error('wrapped', { cause }) }, 'fault');
    expect(last().err).toMatchObject({ code: '40001' });
  });

  it('keeps the words that speak of the house, with numbers hidden', () => {
    const { log, last } = capture();
    log.error({ err: new TypeError('cannot read +14155550188') }, 'fault');
    expect(last().err).toMatchObject({ message: 'cannot read +1415•••0188' });
    log.error({ err: new DatabaseUnavailable(new Error('secret')) }, 'fault');
    expect(last().err).toMatchObject({ message: 'The database cannot be reached' });
  });

  it('names code and reason of an expected refusal', () => {
    const { log, last } = capture();
    log.warn({ err: new DomainError('conflict', 'slug_taken', 'There is already "secret".') }, 'refused');
    expect(last().err).toEqual({ name: 'DomainError', code: 'conflict', reason: 'slug_taken' });
  });

  it('fills no value into its words', () => {
    const { log, last } = capture();
    log.info('sent %s', 'secret words');
    expect(last().msg).toBe('sent %s');
  });
});
