import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWhen, whenChoices } from './parse-when';

/** Monday, 10:15 in Berlin. */
const NOW = new Date('2026-11-23T09:15:00.000Z');
const ZONE = 'Europe/Berlin';
const read = (text: string, now = NOW, zone = ZONE) => {
  const when = parseWhen(text, now, zone);
  return 'at' in when ? when.at.toISOString() : when.fault;
};

describe('parseWhen', () => {
  it.each([
    ['in 2h', '2026-11-23T11:15:00.000Z'],
    ['30 min', '2026-11-23T09:45:00.000Z'],
    ['in 3 days', '2026-11-26T09:15:00.000Z'],
    ['tomorrow', '2026-11-24T08:00:00.000Z'],
    ['Tomorrow 9', '2026-11-24T08:00:00.000Z'],
    ['tomorrow at 14.30', '2026-11-24T13:30:00.000Z'],
    ['9pm', '2026-11-23T20:00:00.000Z'],
    ['9:00', '2026-11-24T08:00:00.000Z'],
    ['10:16', '2026-11-23T09:16:00.000Z'],
    ['noon', '2026-11-23T11:00:00.000Z'],
    ['tonight', '2026-11-23T19:00:00.000Z'],
    ['mon 14:30', '2026-11-23T13:30:00.000Z'],
    ['mon 8', '2026-11-30T07:00:00.000Z'],
    ['friday', '2026-11-27T08:00:00.000Z'],
    ['next tuesday 8am', '2026-11-24T07:00:00.000Z'],
    ['next week', '2026-11-30T08:00:00.000Z'],
    ['25 dec 8:00', '2026-12-25T07:00:00.000Z'],
    ['jan 2nd', '2027-01-02T08:00:00.000Z'],
    ['2026-12-01 09:30', '2026-12-01T08:30:00.000Z'],
    ['today 9', 'past'],
    ['2026-11-22', 'past'],
    ['31 feb', 'unreadable'],
    ['25:00', 'unreadable'],
    ['13pm', 'unreadable'],
    ['someday', 'unreadable'],
    ['', 'unreadable'],
    ['0 min', 'past'],
  ])('%j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('keeps the time of day where clocks are changed in between', () => {
    expect(read('tomorrow 9', new Date('2026-10-24T20:00:00Z'))).toBe('2026-10-25T08:00:00.000Z');
    expect(read('tomorrow 9', new Date('2026-03-28T20:00:00Z'))).toBe('2026-03-29T07:00:00.000Z');
  });

  it('never answers with a moment that has passed, whatever is typed', () => {
    const words = fc.array(
      fc.constantFrom(
        'in',
        'tomorrow',
        'mon',
        'next',
        'week',
        '9',
        '14:30',
        'pm',
        '25',
        'dec',
        'h',
        '2026-12-01',
        'today',
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          words.map((list) => list.join(' ')),
        ),
        (text) => {
          const when = parseWhen(text, NOW, ZONE);
          expect('fault' in when || when.at > NOW).toBe(true);
        },
      ),
    );
  });
});

it('offers moments that are all to come, whenever it is asked', () => {
  const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(at, (now) => {
      expect(whenChoices(now, ZONE).every((choice) => choice.at > now)).toBe(true);
    }),
  );
});
