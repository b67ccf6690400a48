import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone, momentOf, wallTimeOf } from './zoned-time';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
];

describe('momentOf', () => {
  it('is what the wall clock shows, in every zone at every time that a clock shows', () => {
    const at = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(at, fc.constantFrom(...ZONES), (date, zone) => {
        const shown = wallTimeOf(date, zone);
        const back = momentOf({ ...shown, minutes: shown.hour * 60 + shown.minute }, zone);
        expect(wallTimeOf(back, zone)).toEqual(shown);
        // The same moment, or the first of the two in the hour that comes twice.
        const minutes = (Math.floor(date.getTime() / 60_000) * 60_000 - back.getTime()) / 60_000;
        expect([0, 30, 60]).toContain(minutes);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['an ordinary morning', 2026, 11, 24, 540, 'Europe/Berlin', '2026-11-24T08:00:00.000Z'],
    [
      'an hour that is left out: as much later',
      2026,
      3,
      29,
      150,
      'Europe/Berlin',
      '2026-03-29T01:30:00.000Z',
    ],
    ['an hour that comes twice: the first', 2026, 10, 25, 150, 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['a day beyond its month', 2026, 11, 31, 0, 'UTC', '2026-12-01T00:00:00.000Z'],
    ['the end of a day', 2026, 11, 23, 1440, 'America/New_York', '2026-11-24T05:00:00.000Z'],
  ] as const)('%s', (_, year, month, day, minutes, zone, iso) => {
    expect(momentOf({ year, month, day, minutes }, zone).toISOString()).toBe(iso);
  });
});

it('knows weekdays from Monday on', () => {
  expect(wallTimeOf(new Date('2026-11-23T12:00:00Z'), 'UTC').weekday).toBe(0);
  expect(wallTimeOf(new Date('2026-11-22T12:00:00Z'), 'UTC').weekday).toBe(6);
});

it('tells zones from other words', () => {
  expect(ZONES.every(isTimeZone)).toBe(true);
  expect(['', 'Mars/Olympus', 'Berlin'].some(isTimeZone)).toBe(false);
});
