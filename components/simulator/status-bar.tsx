'use client';

import { IconAntennaBars5, IconBattery4, IconWifi } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFormatter } from 'use-intl';
import classes from './status-bar.module.css';

/** The top of a telephone's screen: the time, and that all is well. Decoration, so it is not read aloud. */
export function StatusBar() {
  const format = useFormatter();
  const now = useMinute();
  return (
    <div className={classes.bar} aria-hidden>
      <span className={classes.time}>
        {now && format.dateTime(now, { hour: 'numeric', minute: '2-digit' })}
      </span>
      <span className={classes.island} />
      <span className={classes.signs}>
        <IconAntennaBars5 size={20} stroke={2.25} />
        <IconWifi size={18} stroke={2.25} />
        <IconBattery4 size={22} stroke={1.75} />
      </span>
    </div>
  );
}

/** The current minute; null on the server, which cannot know when the page is looked at. */
function useMinute(): Date | null {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
