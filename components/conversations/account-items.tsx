'use client';

import { Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconBan,
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLink,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { ActionItem } from '../shared/action-item';
import { showToast } from '../shared/toast';

const SCHEMES = [
  { value: 'light', Icon: IconSun },
  { value: 'dark', Icon: IconMoon },
  { value: 'auto', Icon: IconDeviceDesktop },
] as const;

/** How it looks, keys, and the way out. */
export function AccountItems({ button }: { button: ReactElement }) {
  const t = useTranslations('conversations');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu defaultOpened returnFocus position="top-start" width={240}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('account.theme')}</Menu.Label>
        {SCHEMES.map(({ value, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.75} />}
            rightSection={colorScheme === value ? <IconCheck size={14} /> : null}
            onClick={() => setColorScheme(value)}
          >
            {t(`account.${value === 'auto' ? 'system' : value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <ActionItem id="application.settings" icon={<IconSettings size={16} stroke={1.75} />} />
        <ActionItem id="application.blocked" icon={<IconBan size={16} stroke={1.75} />} />
        <ActionItem id="application.keys" icon={<IconKeyboard size={16} stroke={1.75} />} />
        <ActionItem id="direct.smsLinks" icon={<IconLink size={16} stroke={1.75} />} />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.75} />}
          onClick={() =>
            signOut().catch(() => showToast({ message: t('account.stillSignedIn'), fault: true }))
          }
        >
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

async function signOut(): Promise<void> {
  const answer = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`sign-out answered ${answer.status}`);
  // A whole new page: nothing of this person's screen may be left in memory.
  window.location.assign('/login');
}
