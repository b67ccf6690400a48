/** A moment as a clock on the wall of a zone shows it. `month` 1-12, `weekday` 0 = Monday. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock of an IANA zone shows. Throws RangeError for a zone that there is not. */
export function wallTimeOf(at: Date, timeZone: string): WallTime {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
  return { year, month, day, hour, minute, weekday: weekdayOf(year, month, day) };
}

/** Days may run over their month: the 32nd of May is the 1st of June. */
export interface WallMoment {
  year: number;
  month: number;
  day: number;
  /** Since the midnight of that day by the clock, 0 to 1440. */
  minutes: number;
}

/**
 * The moment at which a clock of the zone shows this. Where clocks are put forward over it: as much later as
 * they are put forward; where they are put back it comes twice: the first time.
 */
export function momentOf({ year, month, day, minutes }: WallMoment, timeZone: string): Date {
  const asUtc = Date.UTC(year, month - 1, day) + minutes * MINUTE;
  const before = asUtc - offsetAt(asUtc - DAY, timeZone);
  const after = asUtc - offsetAt(asUtc + DAY, timeZone);
  const shows = (at: number) => at + offsetAt(at, timeZone) === asUtc;
  const right = [before, after].filter(shows);
  return new Date(right.length > 0 ? Math.min(...right) : before);
}

/** 0 = Monday. */
function weekdayOf(year: number, month: number, day: number): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

/** How far the zone's clock is ahead of UTC at a moment, in milliseconds. */
export function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute } = wallTimeOf(new Date(at), timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
