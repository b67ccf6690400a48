'use client';

import { Menu, TextInput } from '@mantine/core';
import { IconCalendar, IconMessageReply, IconMoon, IconSun, IconSunset2 } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { parseWhen, whenChoices } from '@/server/domain/conversations/parse-when';
import { CLOCK } from '../shared/clock';
import { useSession } from '../shared/session';
import type { Triage } from './use-triage';
import classes from './when-field.module.css';

const ICONS = { later: IconSunset2, tomorrow: IconSun, afternoon: IconMoon, nextWeek: IconCalendar };

/** Puts the conversation off: until the customer writes, until a choice, or until what somebody types. */
export function SnoozeMenu({ button, triage }: { button: ReactElement; triage: Triage }) {
  const t = useTranslations('messages.when');
  const format = useFormatter();
  const { organization } = useSession();
  const [opened, setOpened] = useState(true);
  const [now] = useState(() => new Date());
  const snooze = (until: Date | null) => {
    setOpened(false);
    void triage.setState({ state: 'snoozed', until: until?.toISOString() ?? null });
  };
  return (
    <Menu opened={opened} onChange={setOpened} returnFocus position="bottom-end" width={280}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('snooze')}</Menu.Label>
        <Menu.Item leftSection={<IconMessageReply size={16} stroke={1.75} />} onClick={() => snooze(null)}>
          {t('untilReply')}
        </Menu.Item>
        {whenChoices(now, organization.timeZone).map(({ id, at }) => {
          const Icon = ICONS[id];
          return (
            <Menu.Item
              key={id}
              leftSection={<Icon size={16} stroke={1.75} />}
              rightSection={
                <span className={classes.time}>{format.dateTime(at, { weekday: 'short', ...CLOCK })}</span>
              }
              onClick={() => snooze(at)}
            >
              {t(id)}
            </Menu.Item>
          );
        })}
        <WhenField onChoose={snooze} now={now} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** A moment in words; says how it is understood, or that it is not. */
function WhenField({ onChoose, now }: { onChoose: (at: Date) => void; now: Date }) {
  const t = useTranslations('messages.when');
  const format = useFormatter();
  const { organization } = useSession();
  const [words, setWords] = useState('');
  const when = parseWhen(words, now, organization.timeZone);
  const said =
    words.trim() === ''
      ? t('hint')
      : 'at' in when
        ? format.dateTime(when.at, { weekday: 'long', day: 'numeric', month: 'long', ...CLOCK })
        : t(when.fault);
  return (
    <form
      className={classes.field}
      onSubmit={(event) => {
        event.preventDefault();
        if ('at' in when) onChoose(when.at);
      }}
    >
      <TextInput
        size="xs"
        aria-label={t('words')}
        placeholder={t('placeholder')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        // Letters are for the words, not for the menu's items.
        onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
      />
      <p className={classes.said} aria-live="polite">
        {said}
      </p>
    </form>
  );
}
