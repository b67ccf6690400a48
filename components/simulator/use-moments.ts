'use client';

import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

/** Days and times in the organization's zone, in words where a person would use one. */
export function useMoments() {
  const t = useTranslations('simulator');
  const format = useFormatter();
  return useMemo(() => {
    const dayOf = (at: Date | string) => format.dateTime(new Date(at), { dateStyle: 'short' });
    const time = (at: string) => format.dateTime(new Date(at), { timeStyle: 'short' });
    return {
      /** Equal for equal days. */
      dayOf,
      time,
      day: (at: string) =>
        dayOf(at) === dayOf(new Date())
          ? t('today')
          : format.dateTime(new Date(at), { weekday: 'long', month: 'short', day: 'numeric' }),
      /** The time today, the day before that. */
      short: (at: string) =>
        dayOf(at) === dayOf(new Date())
          ? time(at)
          : format.dateTime(new Date(at), { month: 'short', day: 'numeric' }),
    };
  }, [t, format]);
}
