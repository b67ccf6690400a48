'use client';

import { useFormatter } from 'use-intl';
import { readCalendar } from '@/server/domain/media/read-calendar';
import { CLOCK } from '../clock';
import classes from './message-files.module.css';
import { useFileText } from './use-file-text';

/** What a calendar entry is about, when and where. */
export function CalendarFacts({ fileId }: { fileId: string }) {
  const format = useFormatter();
  const text = useFileText(fileId);
  const entry = text === null ? null : readCalendar(text);
  if (!entry) return null;
  const when = (at: string) => {
    const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
    if (!at.includes('T')) return format.dateTime(new Date(`${at}T00:00:00Z`), { ...day, timeZone: 'UTC' });
    // A wall clock without a zone is shown as it stands.
    if (!at.endsWith('Z')) return format.dateTime(new Date(`${at}Z`), { ...day, ...CLOCK, timeZone: 'UTC' });
    return format.dateTime(new Date(at), { ...day, ...CLOCK });
  };
  return (
    <span className={classes.fact}>
      <strong>{entry.title}</strong>
      {entry.start && <span>{when(entry.start)}</span>}
      {entry.location && <span>{entry.location}</span>}
    </span>
  );
}
