'use client';

import { Menu } from '@mantine/core';
import { IconCalendar, IconMessageReply, IconMoon, IconSun, IconSunset2 } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { whenChoices } from '@/server/domain/conversations/parse-when';
import { CLOCK } from '../shared/clock';
import { useSession } from '../shared/session';
import { WhenField } from '../shared/when-field';
import classes from '../shared/when-field.module.css';
import type { Triage } from './use-triage';

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
    <Menu opened={opened} onChange={setOpened} returnFocus position="bottom-end" width={310}>
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
