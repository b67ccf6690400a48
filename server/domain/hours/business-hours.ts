import { offsetAt } from './zoned-time';

/** Minutes of the local day, from 0: open from `from` until just before `to`, which may be 1440. */
export interface OpenSpan {
  from: number;
  to: number;
}

/** When a Service is staffed. What counts is what a clock on the wall of its zone shows. */
export interface BusinessHours {
  /** IANA name. */
  timeZone: string;
  /** Seven days, Monday first; in each the spans in order, none overlapping. */
  week: readonly (readonly OpenSpan[])[];
  /** Local days without any opening, YYYY-MM-DD. */
  closedDates: readonly string[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How far ahead is looked. Whoever opens less often than that has no hours to speak of. */
const HORIZON = 60 * DAY;

export function isOpen(hours: BusinessHours, at: Date): boolean {
  return stretchFrom(hours, at.getTime()).open;
}

/**
 * The first moment at which so many open minutes have passed since `from`; null when that is not within 60
 * days, as in a week without hours.
 * @param hours null = always open: then every minute counts, and the answer is never null
 */
export function addOpenMinutes(hours: BusinessHours | null, from: Date, minutes: number): Date | null {
  const start = from.getTime();
  let left = Math.max(0, minutes) * MINUTE;
  if (hours === null || left === 0) return new Date(start + left);
  for (let at = start; at < start + HORIZON; ) {
    const { open, until } = stretchFrom(hours, at);
    if (open && until - at >= left) return new Date(at + left);
    if (open) left -= until - at;
    at = until;
  }
  return null;
}

/** `at` itself when it is open, else the next moment that is; null when there is none within 60 days. */
export function nextOpening(hours: BusinessHours, at: Date): Date | null {
  const start = at.getTime();
  for (let moment = start; moment < start + HORIZON; ) {
    const { open, until } = stretchFrom(hours, moment);
    if (open) return new Date(moment);
    moment = until;
  }
  return null;
}

/**
 * Whether it is open at a moment, and until when nothing changes: neither that, nor the day, nor the zone's
 * offset. Moments are milliseconds since 1970.
 */
function stretchFrom(hours: BusinessHours, at: number): { open: boolean; until: number } {
  const offset = offsetAt(at, hours.timeZone);
  // The local time, written as if it were UTC: so its day and minute can be read without the zone.
  const local = at + offset;
  const midnight = Math.floor(local / DAY) * DAY;
  const minute = (local - midnight) / MINUTE;
  const spans = spansOn(hours, new Date(midnight));
  const changes = [...spans.flatMap(({ from, to }) => [from, to]), 24 * 60];
  const next = Math.min(...changes.filter((change) => change > minute));
  const until = at + (next - minute) * MINUTE;
  return {
    open: spans.some(({ from, to }) => from <= minute && minute < to),
    until: offsetAt(until, hours.timeZone) === offset ? until : offsetChange(at, until, hours.timeZone),
  };
}

function spansOn(hours: BusinessHours, day: Date): readonly OpenSpan[] {
  if (hours.closedDates.includes(day.toISOString().slice(0, 10))) return [];
  return hours.week[(day.getUTCDay() + 6) % 7] ?? [];
}

/** The moment between the two, to the minute, from which the zone's offset is another; by halving. */
function offsetChange(before: number, after: number, timeZone: string): number {
  const old = offsetAt(before, timeZone);
  let low = Math.floor(before / MINUTE);
  let high = Math.ceil(after / MINUTE);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE, timeZone) === old) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}
