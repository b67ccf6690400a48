import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addOpenMinutes, type BusinessHours, isOpen, nextOpening, type OpenSpan } from './business-hours';
import { businessHoursField } from './inputs';

const MINUTE = 60_000;
const NINE_TO_FIVE: OpenSpan[] = [{ from: 540, to: 1020 }];
const ALL_DAY: OpenSpan[] = [{ from: 0, to: 1440 }];
const NEVER: BusinessHours = { timeZone: 'Europe/Berlin', week: Array(7).fill([]), closedDates: [] };

function hours(change: Partial<BusinessHours> = {}): BusinessHours {
  return {
    timeZone: 'Europe/Berlin',
    week: [...Array(5).fill(NINE_TO_FIVE), [], []],
    closedDates: [],
    ...change,
  };
}

/** Days of at most three spans, which may touch each other and midnight. */
const anyDay = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 6 })
  .map((halfHours) => halfHours.map((half) => half * 30).sort((a, b) => a - b))
  .map((edges) =>
    edges.flatMap((from, place) => {
      const to = edges[place + 1];
      return place % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    }),
  );
const anyHours = fc.record({
  timeZone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
  ),
  week: fc.array(anyDay, { minLength: 7, maxLength: 7 }),
  closedDates: fc.subarray(['2026-03-29', '2026-10-25', '2026-11-01', '2026-12-25']),
});
/** Around the days on which those zones change their clocks, to the second. */
const anyMoment = fc
  .tuple(
    fc.constantFrom(
      '2026-03-07',
      '2026-03-28',
      '2026-04-04',
      '2026-10-03',
      '2026-10-24',
      '2026-10-31',
      '2026-12-24',
    ),
    fc.integer({ min: 0, max: 3 * 24 * 3600 }),
  )
  .map(([day, seconds]) => new Date(Date.parse(day) + seconds * 1000));

/** Open minutes from the first moment to the second, looked up one by one. */
function countOpen(of: BusinessHours, from: Date, until: Date): number {
  let open = 0;
  for (let at = from.getTime(); at < until.getTime(); at += MINUTE) open += isOpen(of, new Date(at)) ? 1 : 0;
  return open;
}

describe('isOpen', () => {
  it.each([
    ['2026-11-23T07:59:59Z', false],
    ['2026-11-23T08:00:00Z', true],
    ['2026-11-23T15:59:59Z', true],
    ['2026-11-23T16:00:00Z', false],
    ['2026-11-21T10:00:00Z', false],
    ['2026-07-01T07:00:00Z', true],
  ])('goes by the clock on the wall: %s is %s', (at, expected) => {
    expect(isOpen(hours(), new Date(at))).toBe(expected);
  });

  it('is false all day long on a closed date of the zone', () => {
    const closed = hours({ week: Array(7).fill(ALL_DAY), closedDates: ['2026-12-25'] });
    expect(isOpen(closed, new Date('2026-12-24T22:59:00Z'))).toBe(true);
    expect(isOpen(closed, new Date('2026-12-24T23:00:00Z'))).toBe(false);
    expect(isOpen(closed, new Date('2026-12-25T22:59:00Z'))).toBe(false);
    expect(isOpen(closed, new Date('2026-12-25T23:00:00Z'))).toBe(true);
  });

  it('goes through midnight from one day to the next', () => {
    const night = hours({
      week: Array(7).fill([
        { from: 0, to: 120 },
        { from: 1320, to: 1440 },
      ]),
    });
    expect(countOpen(night, new Date('2026-11-23T21:00:00Z'), new Date('2026-11-24T01:00:00Z'))).toBe(240);
  });
});

describe('addOpenMinutes', () => {
  it.each([
    ['within the day', '2026-11-23T09:00:00Z', 60, '2026-11-23T10:00:00.000Z'],
    ['up to closing, and not to the next opening', '2026-11-23T15:00:00Z', 60, '2026-11-23T16:00:00.000Z'],
    ['over night', '2026-11-23T15:30:00Z', 60, '2026-11-24T08:30:00.000Z'],
    ['over the weekend', '2026-11-20T15:30:00Z', 60, '2026-11-23T08:30:00.000Z'],
    ['from a moment that is closed', '2026-11-22T12:00:00Z', 60, '2026-11-23T09:00:00.000Z'],
    ['over the change of clocks', '2026-10-23T14:30:00Z', 60, '2026-10-26T08:30:00.000Z'],
    ['no minute', '2026-11-22T12:00:00Z', 0, '2026-11-22T12:00:00.000Z'],
  ])('%s', (_, from, minutes, expected) => {
    expect(addOpenMinutes(hours(), new Date(from), minutes)?.toISOString()).toBe(expected);
  });

  it.each([
    ['23 hours', '2026-03-28T23:00:00Z', 23],
    ['25 hours', '2026-10-24T22:00:00Z', 25],
  ])('knows a day of %s', (_, midnight, length) => {
    const sunday = hours({ week: [[], [], [], [], [], [], ALL_DAY] });
    const from = new Date(midnight);
    const end = new Date(from.getTime() + length * 60 * MINUTE);
    expect(addOpenMinutes(sunday, from, length * 60)).toEqual(end);
    expect(addOpenMinutes(sunday, from, length * 60 + 1)?.getTime()).toBeGreaterThan(
      end.getTime() + 6 * 86_400_000,
    );
  });

  it('counts an hour that comes twice twice, and one that is left out not at all', () => {
    const two = hours({ week: [[], [], [], [], [], [], [{ from: 120, to: 180 }]] });
    expect(countOpen(two, new Date('2026-10-24T22:00:00Z'), new Date('2026-10-25T23:00:00Z'))).toBe(120);
    expect(countOpen(two, new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z'))).toBe(0);
    expect(addOpenMinutes(two, new Date('2026-10-25T00:00:00Z'), 90)).toEqual(
      new Date('2026-10-25T01:30:00Z'),
    );
    expect(addOpenMinutes(two, new Date('2026-03-28T23:00:00Z'), 30)).toEqual(
      new Date('2026-04-05T00:30:00Z'),
    );
  });

  it('counts every minute where there are no hours', () => {
    expect(addOpenMinutes(null, new Date('2026-11-22T12:00:00Z'), 61)).toEqual(
      new Date('2026-11-22T13:01:00Z'),
    );
  });

  it('answers null for a week that is never open, and for more than 60 days hold', () => {
    expect(addOpenMinutes(NEVER, new Date(), 1)).toBeNull();
    expect(addOpenMinutes(hours({ week: Array(7).fill(ALL_DAY) }), new Date(), 61 * 1440)).toBeNull();
  });

  it('leaves exactly so many open minutes behind it, and never ends in a closed one', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, fc.integer({ min: 1, max: 600 }), (of, from, minutes) => {
        const due = addOpenMinutes(of, from, minutes);
        const never = of.week.every((day) => day.length === 0);
        if (due === null) {
          expect(never || countOpen(of, from, within(from, 7)) < minutes).toBe(true);
          return;
        }
        expect(never).toBe(false);
        if (due > within(from, 7)) return;
        expect(countOpen(of, from, due)).toBe(minutes);
        expect(isOpen(of, new Date(due.getTime() - 1))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('never comes earlier for more minutes or a later beginning', () => {
    const minutes = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(anyHours, anyMoment, minutes, minutes, minutes, (of, from, some, more, later) => {
        const first = addOpenMinutes(of, from, some)?.getTime() ?? Number.POSITIVE_INFINITY;
        const longer = addOpenMinutes(of, from, some + more)?.getTime() ?? Number.POSITIVE_INFINITY;
        expect(longer).toBeGreaterThanOrEqual(first);
        const behind = addOpenMinutes(of, new Date(from.getTime() + later * MINUTE), some)?.getTime();
        if (behind !== undefined) expect(behind).toBeGreaterThanOrEqual(first);
      }),
    );
  });
});

describe('nextOpening', () => {
  it('is now when it is open, and null in a week that never is', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    expect(nextOpening(hours(), now)).toEqual(now);
    expect(nextOpening(NEVER, now)).toBeNull();
  });

  it('is the first open moment, with nothing open before it', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (of, at) => {
        const opening = nextOpening(of, at);
        if (opening === null) {
          expect(countOpen(of, at, within(at, 7))).toBe(0);
          return;
        }
        expect(isOpen(of, opening)).toBe(true);
        expect(countOpen(of, at, opening)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('businessHoursField', () => {
  it('takes every week of spans in order, as it was written', () => {
    fc.assert(
      fc.property(anyHours, (of) => {
        expect(businessHoursField.parse(of)).toEqual(of);
      }),
    );
  });

  it.each([
    ['a zone that there is not', { timeZone: 'Europe/Waggle' }],
    ['an offset in place of a zone', { timeZone: '+02:00' }],
    ['a week of six days', { week: Array(6).fill([]) }],
    ['a span that ends before it begins', { week: [[{ from: 600, to: 540 }], ...Array(6).fill([])] }],
    ['an empty span', { week: [[{ from: 600, to: 600 }], ...Array(6).fill([])] }],
    ['a span past midnight', { week: [[{ from: 600, to: 1441 }], ...Array(6).fill([])] }],
    ['half a minute', { week: [[{ from: 0.5, to: 10 }], ...Array(6).fill([])] }],
    [
      'spans that overlap',
      {
        week: [
          [
            { from: 0, to: 61 },
            { from: 60, to: 90 },
          ],
          ...Array(6).fill([]),
        ],
      },
    ],
    [
      'spans out of order',
      {
        week: [
          [
            { from: 60, to: 90 },
            { from: 0, to: 30 },
          ],
          ...Array(6).fill([]),
        ],
      },
    ],
    ['seven spans a day', { week: [spans(7), ...Array(6).fill([])] }],
    ['a date that there is not', { closedDates: ['2026-02-30'] }],
    ['more dates than anybody closes', { closedDates: Array(201).fill('2026-12-25') }],
    ['a field nobody knows', { open: true }],
  ])('refuses %s', (_, change) => {
    expect(businessHoursField.safeParse({ ...hours(), ...change }).success).toBe(false);
  });
});

function spans(count: number): OpenSpan[] {
  return Array.from({ length: count }, (_, place) => ({ from: place * 60, to: place * 60 + 30 }));
}

function within(from: Date, days: number): Date {
  return new Date(from.getTime() + days * 86_400_000);
}
