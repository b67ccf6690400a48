'use client';

import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SectionProps } from './settings-dialog';
import classes from './settings-dialog.module.css';
import { clockOf, minuteOf } from './time-of-day';

/** From ten in the evening to seven in the morning. */
const USUAL = { from: 22 * 60, to: 7 * 60 };

export function QuietHoursField({ preferences: { quietHours }, change }: SectionProps) {
  const t = useTranslations('settings.notifications');
  const [from, setFrom] = useState(clockOf((quietHours ?? USUAL).from));
  const [to, setTo] = useState(clockOf((quietHours ?? USUAL).to));
  const save = (begin: string, end: string) => {
    const hours = { from: minuteOf(begin), to: minuteOf(end) };
    if (hours.from === null || hours.to === null || hours.from === hours.to) return;
    change({ quietHours: { from: hours.from, to: hours.to } });
  };
  return (
    <div className={classes.block}>
      <Switch
        label={t('quiet')}
        description={t('quietHint')}
        checked={quietHours !== null}
        onChange={({ currentTarget: { checked } }) =>
          checked ? save(from, to) : change({ quietHours: null })
        }
      />
      {quietHours && (
        <div className={classes.hours}>
          <TextInput
            type="time"
            label={t('from')}
            value={from}
            onChange={({ currentTarget: { value } }) => {
              setFrom(value);
              save(value, to);
            }}
          />
          <TextInput
            type="time"
            label={t('to')}
            value={to}
            onChange={({ currentTarget: { value } }) => {
              setTo(value);
              save(from, value);
            }}
          />
        </div>
      )}
      {from === to && <p className={classes.fault}>{t('quietSame')}</p>}
    </div>
  );
}
