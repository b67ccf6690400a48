'use client';

import { Checkbox } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslations } from 'use-intl';
import { whenChoices } from '@/server/domain/conversations/parse-when';
import { useSession } from '../shared/session';
import { WhenPopover } from '../shared/when-popover';
import { localTime } from './local-time';
import classes from './schedule-menu.module.css';
import { useZonesOf } from './use-zones-of';

export interface Plan {
  dueAt: Date;
  cancelOnReply: boolean;
}

interface ScheduleMenuProps {
  button: ReactElement<Record<string, unknown>>;
  customer: string;
  cancelOnReply: boolean;
  onChoose: (plan: Plan) => void;
  onClose: () => void;
}

/** When a text shall go out: a choice, or words; with what the customer's clock shows then. */
export function ScheduleMenu({ button, customer, onChoose, onClose, ...before }: ScheduleMenuProps) {
  const t = useTranslations('messages');
  const { organization } = useSession();
  const zones = useZonesOf(customer);
  const [now] = useState(() => new Date());
  const [cancelOnReply, setCancelOnReply] = useState(before.cancelOnReply);
  const theirs = (at: Date) => localTime(zones, at.getTime());
  const customerNow = theirs(now);
  const choices = whenChoices(now, organization.timeZone).map(({ id, at }) => {
    const time = theirs(at);
    return { id, label: t(`when.${id}`), at, below: time && t('scheduled.customerTime', { time }) };
  });
  return (
    <WhenPopover
      opened
      button={button}
      title={t('scheduled.title')}
      position="top-end"
      now={now}
      choices={choices}
      onChoose={(dueAt) => {
        onClose();
        if (dueAt) onChoose({ dueAt, cancelOnReply });
      }}
      onToggle={(opened) => !opened && onClose()}
    >
      <Checkbox
        className={classes.field}
        size="xs"
        label={t('scheduled.cancelOnReply')}
        checked={cancelOnReply}
        onChange={(event) => setCancelOnReply(event.currentTarget.checked)}
      />
      {customerNow && <p className={classes.now}>{t('scheduled.customerNow', { time: customerNow })}</p>}
    </WhenPopover>
  );
}
