'use client';

import { Checkbox, Menu } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { whenChoices } from '@/server/domain/conversations/parse-when';
import { CLOCK } from '../shared/clock';
import { useSession } from '../shared/session';
import { WhenField } from '../shared/when-field';
import classes from '../shared/when-field.module.css';
import { localTime } from './local-time';
import { useZonesOf } from './use-zones-of';

export interface Plan {
  dueAt: Date;
  cancelOnReply: boolean;
}

interface ScheduleMenuProps {
  button: ReactElement;
  customer: string;
  cancelOnReply: boolean;
  onChoose: (plan: Plan) => void;
  onClose: () => void;
}

/** When a text shall go out: a choice, or words; with what the customer's clock shows then. */
export function ScheduleMenu({ button, customer, onChoose, onClose, ...before }: ScheduleMenuProps) {
  const t = useTranslations('messages');
  const format = useFormatter();
  const { organization } = useSession();
  const zones = useZonesOf(customer);
  const [now] = useState(() => new Date());
  const [cancelOnReply, setCancelOnReply] = useState(before.cancelOnReply);
  const choose = (dueAt: Date) => {
    onClose();
    onChoose({ dueAt, cancelOnReply });
  };
  const theirs = (at: Date) => localTime(zones, at.getTime());
  const customerNow = theirs(now);
  return (
    <Menu opened onChange={(opened) => !opened && onClose()} returnFocus position="top-end" width={340}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('scheduled.title')}</Menu.Label>
        {whenChoices(now, organization.timeZone).map(({ id, at }) => (
          <Menu.Item
            key={id}
            rightSection={
              <span className={classes.time}>{format.dateTime(at, { weekday: 'short', ...CLOCK })}</span>
            }
            onClick={() => choose(at)}
          >
            {t(`when.${id}`)}
            {theirs(at) && (
              <span className={classes.theirs}>
                {t('scheduled.customerTime', { time: theirs(at) ?? '' })}
              </span>
            )}
          </Menu.Item>
        ))}
        <WhenField now={now} onChoose={choose} />
        <Checkbox
          className={classes.field}
          size="xs"
          label={t('scheduled.cancelOnReply')}
          checked={cancelOnReply}
          onChange={(event) => setCancelOnReply(event.currentTarget.checked)}
        />
        {customerNow && <p className={classes.now}>{t('scheduled.customerNow', { time: customerNow })}</p>}
      </Menu.Dropdown>
    </Menu>
  );
}
