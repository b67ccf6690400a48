'use client';

import { Menu } from '@mantine/core';
import {
  IconBan,
  IconBell,
  IconBellOff,
  IconCalendarEvent,
  IconLogout2,
  IconMailOpened,
  IconPencil,
  IconSearch,
  IconTag,
  IconUserPlus,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { ActionItem } from '../shared/action-item';

/** What is done now and then: names, people, labels, silence, and a customer's block. */
export function MoreMenu({ button, muted }: { button: ReactElement; muted: boolean }) {
  const icon = { size: 16, stroke: 1.75 };
  return (
    <Menu defaultOpened returnFocus position="bottom-end" width={260}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <ActionItem id="conversation.search" icon={<IconSearch {...icon} />} />
        <ActionItem id="conversation.date" icon={<IconCalendarEvent {...icon} />} />
        <ActionItem id="conversation.add-people" icon={<IconUserPlus {...icon} />} />
        <ActionItem id="conversation.rename" icon={<IconPencil {...icon} />} />
        <ActionItem id="conversation.labels" icon={<IconTag {...icon} />} />
        <ActionItem id="conversation.unread" icon={<IconMailOpened {...icon} />} />
        <ActionItem
          id="conversation.mute"
          icon={muted ? <IconBell {...icon} /> : <IconBellOff {...icon} />}
        />
        <ActionItem id="conversation.leave" icon={<IconLogout2 {...icon} />} />
        <Menu.Divider />
        <ActionItem id="conversation.block" icon={<IconBan {...icon} />} />
      </Menu.Dropdown>
    </Menu>
  );
}
