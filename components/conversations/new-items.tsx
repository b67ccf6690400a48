'use client';

import { Menu } from '@mantine/core';
import { IconDeviceMobileMessage, IconMessagePlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { ActionItem } from '../shared/action-item';

/** What can be begun. What cannot be used stays, and says why and who can change that. */
export function NewItems({ button }: { button: ReactElement }) {
  return (
    <Menu defaultOpened position="bottom-end" width={290}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <ActionItem id="conversation.create" icon={<IconMessagePlus size={16} stroke={1.75} />} />
        <ActionItem id="direct.create" icon={<IconDeviceMobileMessage size={16} stroke={1.75} />} />
      </Menu.Dropdown>
    </Menu>
  );
}
