'use client';

import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { momentOf, wallTimeOf } from '@/server/domain/hours/zoned-time';
import { useApiClient } from '../shared/api';
import { daysBetween } from '../shared/calendar-days';
import { placeNow, useInboxPlace } from '../shared/inbox-place';
import { useSession } from '../shared/session';
import classes from './thread-bar.module.css';
import { bringIntoSight } from './use-show-message';

/** What somebody has typed of a date is one from here on: half of 2026 is the year 20. */
const WHOLE_DATE = /^2\d{3}-\d\d-\d\d$/;

interface ThreadDateBarProps {
  conversationId: string;
  onClose: () => void;
}

/** The way to what was said on a day, as the organization's calendar counts them. */
export function ThreadDateBar({ conversationId, onClose }: ThreadDateBarProps) {
  const t = useTranslations('messages.date');
  const { organization } = useSession();
  const [day, setDay] = useState('');
  const { said, goTo } = useGoToTime(conversationId);
  const today = wallTimeOf(new Date(), organization.timeZone);
  const choose = (typed: string) => {
    setDay(typed);
    if (!WHOLE_DATE.test(typed)) return;
    const [year = 0, month = 0, date = 0] = typed.split('-').map(Number);
    void goTo(momentOf({ year, month, day: date, minutes: 0 }, organization.timeZone));
  };
  const ago = (days: number) => choose(isoDate({ ...today, day: today.day - days }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <search className={classes.bar} aria-label={t('open')} onKeyDown={onKeyDown}>
      <div className={classes.ways}>
        <TextInput
          type="date"
          size="xs"
          aria-label={t('label')}
          autoFocus
          max={isoDate(today)}
          value={day}
          onChange={(event) => choose(event.currentTarget.value)}
          onKeyDown={({ key }) => key === 'Enter' && choose(day)}
        />
        <Button size="compact-xs" variant="default" onClick={() => ago(7)}>
          {t('weekAgo')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => ago(30)}>
          {t('monthAgo')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            setDay('');
            void goTo(new Date(0));
          }}
        >
          {t('beginning')}
        </Button>
        <output className={classes.said}>{said}</output>
      </div>
      <ActionIcon className={classes.close} aria-label={t('close')} title={t('close')} onClick={onClose}>
        <IconX size={18} stroke={1.75} />
      </ActionIcon>
    </search>
  );
}

/** Shows what was written from a time on, and says when that is of another day. */
function useGoToTime(conversationId: string) {
  const t = useTranslations('messages.date');
  const format = useFormatter();
  const client = useApiClient();
  const { organization } = useSession();
  const { go } = useInboxPlace();
  const [said, setSaid] = useState('');
  // Of two that were asked for quickly, the later one is shown.
  const latest = useRef(0);
  const goTo = async (from: Date) => {
    latest.current += 1;
    const mine = latest.current;
    const found = await client.messages.findByTime
      .query({ conversationId, from: from.toISOString() })
      .catch(() => 'failed' as const);
    // Nor is one whose reader went on to another conversation meanwhile.
    if (mine !== latest.current || placeNow().conversationId !== conversationId) return;
    if (found === 'failed') return setSaid(t('failed'));
    if (!found) return setSaid(t('empty'));
    go({ conversationId, at: found.seq }, 'replace');
    bringIntoSight(found.seq);
    const at = Date.parse(found.createdAt);
    const sameDay = from.getTime() === 0 || daysBetween(from.getTime(), at, organization.timeZone) === 0;
    setSaid(sameDay ? '' : t('elsewhere', { day: format.dateTime(at, { dateStyle: 'long' }) }));
  };
  return { said, goTo };
}

/** As a date field writes it; days may run over their month. */
function isoDate({ year, month, day }: { year: number; month: number; day: number }): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
