'use client';

import { IconCalendar, IconMessageReply, IconMoon, IconSun, IconSunset2 } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useTranslations } from 'use-intl';
import { whenChoices } from '@/server/domain/conversations/parse-when';
import { useSession } from './session';
import { WhenPopover, type WhenPopoverProps } from './when-popover';

const ICONS = { later: IconSunset2, tomorrow: IconSun, afternoon: IconMoon, nextWeek: IconCalendar };

interface SnoozePopoverProps extends Pick<WhenPopoverProps, 'position'> {
  button: ReactElement<Record<string, unknown>>;
  defaultOpened?: boolean;
  /** @param until null = until the customer writes */
  onSnooze: (until: string | null) => void;
}

/** Puts conversations off: until the customer writes, until a choice, or until what somebody types. */
export function SnoozePopover({ button, position, defaultOpened = false, onSnooze }: SnoozePopoverProps) {
  const t = useTranslations('messages.when');
  const { organization } = useSession();
  // When it was opened: the choices are counted from then.
  const [since, setSince] = useState(() => (defaultOpened ? new Date() : null));
  const now = since ?? new Date(0);
  const icon = { size: 16, stroke: 1.75 };
  const times = whenChoices(now, organization.timeZone).map(({ id, at }) => {
    const Icon = ICONS[id];
    return { id, label: t(id), at, icon: <Icon {...icon} /> };
  });
  const untilReply = {
    id: 'reply',
    label: t('untilReply'),
    at: null,
    icon: <IconMessageReply {...icon} />,
  };
  return (
    <WhenPopover
      button={button}
      title={t('snooze')}
      position={position}
      opened={since !== null}
      now={now}
      choices={[untilReply, ...times]}
      onChoose={(until) => {
        setSince(null);
        onSnooze(until?.toISOString() ?? null);
      }}
      onToggle={(opened) => setSince(opened ? new Date() : null)}
    />
  );
}
