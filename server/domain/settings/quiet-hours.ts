/** Minutes of the user's day, `from` included, `to` not; `from` after `to` goes past midnight. */
export interface QuietHours {
  from: number;
  to: number;
}

/** Whether a minute of the user's day (0 to 1,439) lies in the quiet hours; null = there are none. */
export function isQuiet(quietHours: QuietHours | null, minute: number): boolean {
  if (quietHours === null) return false;
  const { from, to } = quietHours;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
