const DAY = 24 * 60 * 60_000;

/** Whole days between two moments as a calendar of that zone counts them. */
export function daysBetween(from: number, to: number, timeZone: string): number {
  return Math.round((midnight(to, timeZone) - midnight(from, timeZone)) / DAY);
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day of a moment in a zone, as the UTC midnight of the same date: days of 23 hours count as one. */
function midnight(at: number, timeZone: string): number {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    calendars.set(timeZone, calendar);
  }
  return Date.parse(`${calendar.format(at)}T00:00:00Z`);
}
