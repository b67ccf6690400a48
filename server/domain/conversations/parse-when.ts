import { momentOf, type WallMoment, type WallTime, wallTimeOf } from '../hours/zoned-time';

export type When = { at: Date } | { fault: 'unreadable' | 'past' };

/** When nobody says a time: a working morning. */
const MORNING = 9 * 60;
const MINUTE = 60_000;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads words for a moment, for snoozing and scheduling: "in 2h", "tomorrow 9", "mon 14:30", "9pm", "next
 * week", "25 dec 8:00", "2026-12-01 09:30". Days and times are the zone's. A time alone means its next
 * occurrence. The answer is always later than `now`.
 */
export function parseWhen(text: string, now: Date, timeZone: string): When {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (words === '' || words.length > 60) return { fault: 'unreadable' };
  const span = readSpan(words);
  if (span !== null) return span > 0 ? { at: new Date(now.getTime() + span) } : { fault: 'past' };
  const today = wallTimeOf(now, timeZone);
  const day = readDay(words, today);
  if (!day) return { fault: 'unreadable' };
  const minutes = day.rest === '' ? MORNING : readTime(day.rest);
  if (minutes === null) return { fault: 'unreadable' };
  const moment = (more: number) => momentOf({ ...day.date, day: day.date.day + more, minutes }, timeZone);
  for (const more of day.again) {
    const at = moment(more);
    if (at > now) return { at };
  }
  return { fault: 'past' };
}

export interface WhenChoice {
  id: 'later' | 'tomorrow' | 'afternoon' | 'nextWeek';
  at: Date;
}

/** The choices that a menu offers: in three hours, tomorrow morning and afternoon, Monday morning. */
export function whenChoices(now: Date, timeZone: string): WhenChoice[] {
  const at = (words: string) => {
    const when = parseWhen(words, now, timeZone);
    return 'at' in when ? when.at : now;
  };
  return [
    { id: 'later', at: at('in 3h') },
    { id: 'tomorrow', at: at('tomorrow 9') },
    { id: 'afternoon', at: at('tomorrow 14') },
    { id: 'nextWeek', at: at('next week') },
  ];
}

/** "in 2h", "30 min", "in 3 days": milliseconds; null when it is no span. */
function readSpan(words: string): number | null {
  const span = /^(?:in )?(\d{1,4}) ?(m|min|mins|minutes?|h|hours?|d|days?|w|weeks?)$/.exec(words);
  if (!span) return null;
  const unit = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 }[span[2]?.[0] ?? ''] ?? 0;
  return Number(span[1]) * unit * MINUTE;
}

interface ReadDay {
  date: Omit<WallMoment, 'minutes'>;
  /** What is left for the time. */
  rest: string;
  /** Days later to try when the moment has passed: the next week's Monday, tomorrow's 9:00. */
  again: readonly number[];
}

function readDay(words: string, today: WallTime): ReadDay | null {
  const { year, month, day, weekday } = today;
  const from = (more: number, rest: string, again: readonly number[] = [0]): ReadDay => ({
    date: { year, month, day: day + more },
    rest: rest.trim().replace(/^at /, ''),
    again,
  });
  const [, named = '', rest = ''] = /^([a-z]+)\b(.*)$/.exec(words) ?? [];
  if (named === 'today') return from(0, rest);
  if (named === 'tonight') return from(0, rest.trim() === '' ? '20:00' : rest);
  if (named === 'tomorrow' || named === 'tmrw') return from(1, rest);
  if (words.startsWith('next week')) return from(7 - weekday, words.slice('next week'.length));
  const bare = words.startsWith('next ') ? /^next ([a-z]+)\b(.*)$/.exec(words) : null;
  const dayName = bare ? (bare[1] ?? '') : named;
  const place = DAYS.findIndex((name) => dayName.startsWith(name) && dayName.length >= 3);
  if (place !== -1) return from((place - weekday + 7) % 7, bare ? (bare[2] ?? '') : rest, [0, 7]);
  return readDate(words, today) ?? from(0, words, [0, 1]);
}

/** "25 dec", "dec 25", "2026-12-25", with a time behind. */
function readDate(words: string, today: WallTime): ReadDay | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})[t ]?(.*)$/.exec(words);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4] ?? '');
  const named = /^(?:(\d{1,2})\.? ([a-z]{3,9})|([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?)\b(.*)$/.exec(words);
  const month = MONTHS.findIndex((name) => (named?.[2] ?? named?.[3] ?? '').startsWith(name)) + 1;
  if (!named || month === 0) return null;
  const day = Number(named[1] ?? named[4]);
  const thisYear = month > today.month || (month === today.month && day >= today.day);
  return dateOf(thisYear ? today.year : today.year + 1, month, day, named[5] ?? '');
}

function dateOf(year: number, month: number, day: number, rest: string): ReadDay | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  // The 31st of February is nobody's wish.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { date: { year, month, day }, rest: rest.trim().replace(/^at /, ''), again: [0] };
}

/** "9", "9:30", "14.30", "9pm", "noon": minutes of the day; null when it is no time. */
function readTime(words: string): number | null {
  if (words === 'noon') return 12 * 60;
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/.exec(words) ?? [];
  if (hours === undefined) return null;
  const hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  const full = half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour;
  return full > 23 || Number(minutes) > 59 ? null : full * 60 + Number(minutes);
}
