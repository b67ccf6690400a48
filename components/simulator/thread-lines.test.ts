import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShownMessage, threadLines } from './thread-lines';

const dayOf = (at: string) => at.slice(0, 10);
let made = 0;
const message = (at: string, direction: ShownMessage['direction'] = 'written'): ShownMessage => {
  made += 1;
  return {
    id: String(made),
    handsetId: 'h',
    direction,
    peer: '+14155550100',
    text: 'x',
    files: [],
    at,
    state: 'stored',
  };
};
const shape = (messages: ShownMessage[]) =>
  threadLines(messages, dayOf).map((line) => (line.kind === 'day' ? 'day' : line.last ? 'last' : 'more'));

describe('the lines of a thread', () => {
  it('say a day once, before its first message', () => {
    expect(
      shape([
        message('2026-11-22T23:59:00Z'),
        message('2026-11-23T00:00:00Z'),
        message('2026-11-23T00:01:00Z'),
      ]),
    ).toEqual(['day', 'last', 'day', 'more', 'last']);
  });

  it('put one time under texts of the same side that follow each other closely', () => {
    expect(
      shape([
        message('2026-11-23T10:00:00Z'),
        message('2026-11-23T10:02:00Z'),
        message('2026-11-23T10:02:10Z', 'received'),
        message('2026-11-23T10:09:00Z', 'received'),
      ]),
    ).toEqual(['day', 'more', 'last', 'last', 'last']);
  });

  it('hold every message once and in order, each under its day', () => {
    const times = fc.array(
      fc.date({ min: new Date('2026-11-01'), max: new Date('2026-11-05'), noInvalidDate: true }),
    );
    fc.assert(
      fc.property(times, (dates) => {
        const messages = dates
          .map((date) => date.toISOString())
          .sort()
          .map((at) => message(at));
        const lines = threadLines(messages, dayOf);
        expect(lines.flatMap((line) => (line.kind === 'message' ? [line.message] : []))).toEqual(messages);
        expect(lines.filter(({ kind }) => kind === 'day')).toHaveLength(
          new Set(messages.map(({ at }) => dayOf(at))).size,
        );
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
      }),
    );
  });
});
