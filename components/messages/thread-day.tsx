'use client';

import { memo, type RefObject } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRunAction } from '../shared/actions';
import { daysBetween } from '../shared/calendar-days';
import { useSession } from '../shared/session';
import { Bubble } from './bubble';
import { NoteBubble } from './note-bubble';
import { SystemLine } from './system-line';
import { SystemLines } from './system-lines';
import classes from './thread-day.module.css';
import type { ThreadDay as Day, ThreadLine } from './thread-lines';

interface ThreadDayProps {
  day: Day;
  /** The line of the thread to open at. */
  divider: RefObject<HTMLDivElement | null>;
}

/** One day of a thread. Its name stays in sight while the day is, and the next day pushes it away. */
export function ThreadDay({ day, divider }: ThreadDayProps) {
  return (
    <section className={classes.day}>
      <DayName at={day.at} />
      {day.lines.map((line) => (
        <div
          key={keyOf(line)}
          className={classes.place}
          data-seq={line.kind === 'message' ? line.message.seq : undefined}
        >
          <Line line={line} divider={divider} />
        </div>
      ))}
    </section>
  );
}

/** A row of events keeps its place when earlier ones are loaded: it is known by its last. */
function keyOf(line: ThreadLine): string | undefined {
  if (line.kind === 'new') return 'new';
  return line.kind === 'message' ? line.message.id : line.messages.at(-1)?.id;
}

function Line({ line, divider }: { line: ThreadLine; divider: ThreadDayProps['divider'] }) {
  const t = useTranslations('messages.thread');
  if (line.kind === 'new') {
    return (
      <div ref={divider} className={classes.divider}>
        <span>{t('new')}</span>
      </div>
    );
  }
  if (line.kind === 'events') return <SystemLines messages={line.messages} />;
  switch (line.message.channel) {
    case 'system':
      return <SystemLine message={line.message} />;
    case 'note':
      return <NoteBubble message={line.message} />;
    default:
      return <Bubble message={line.message} joined={line.joined} grouped={line.grouped} />;
  }
}

const DayName = memo(function DayName({ at }: { at: string }) {
  const t = useTranslations('messages');
  const format = useFormatter();
  const { organization } = useSession();
  const runAction = useRunAction();
  const days = daysBetween(Date.parse(at), Date.now(), organization.timeZone);
  const named = days === 0 ? t('thread.today') : days === 1 ? t('thread.yesterday') : null;
  return (
    <h3 className={classes.name}>
      {/* By keyboard it has a key of its own, and is no stop among the messages. */}
      <button
        type="button"
        tabIndex={-1}
        title={t('date.open')}
        onClick={() => runAction('conversation.date')}
        suppressHydrationWarning
      >
        {named ??
          format.dateTime(new Date(at), {
            weekday: 'long',
            day: 'numeric',
            month: 'long',
            ...(days > 300 ? { year: 'numeric' } : {}),
          })}
      </button>
    </h3>
  );
});
