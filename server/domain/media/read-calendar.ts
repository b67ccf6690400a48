/** What of a calendar entry a card shows. */
export interface CalendarEntry {
  title: string;
  location: string;
  /** ISO 8601: with Z when the entry says a moment, without when it says a place's wall clock, a date alone for whole days. */
  start: string | null;
  end: string | null;
}

const MOMENT = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/;

/** The first entry of an iCalendar file (RFC 5545), or null when there is none. Linear in the text. */
export function readCalendar(text: string): CalendarEntry | null {
  const entry: CalendarEntry = { title: '', location: '', start: null, end: null };
  let inside = false;
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).split(';', 1)[0]?.toUpperCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') inside = true;
    else if (name === 'END' && value.toUpperCase() === 'VEVENT') return entry;
    else if (!inside) continue;
    else if (name === 'SUMMARY') entry.title = plain(value);
    else if (name === 'LOCATION') entry.location = plain(value);
    else if (name === 'DTSTART') entry.start = momentOf(value);
    else if (name === 'DTEND') entry.end = momentOf(value);
  }
  return null;
}

/** Takes the escapes of RFC 5545, 3.3.11 away. */
function plain(value: string): string {
  return value.replace(/\\([nN;,\\])/g, (_, char: string) => (char.toLowerCase() === 'n' ? ' ' : char));
}

function momentOf(value: string): string | null {
  const found = MOMENT.exec(value);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, utc = ''] = found;
  const date = `${year}-${month}-${day}`;
  return hour === undefined ? date : `${date}T${hour}:${minute}:${second}${utc}`;
}
