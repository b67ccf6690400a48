'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { IconAlertHexagon, IconPaperclip, IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { HOSTILE_FILE_NAMES, type HostileFile, hostileFile } from './hostile-files';
import classes from './phone-composer.module.css';

/** Puts files of this device, or made-up ones that nobody should trust, into the telephone's text field. */
export function AttachMenu({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useTranslations('simulator');
  const input = useRef<HTMLInputElement>(null);
  const make = async (which: HostileFile) => onFiles([await hostileFile(which)]);
  return (
    <>
      {/* The first item takes the focus: a menu may hold nothing but items. */}
      <Menu position="top-start" width={320}>
        <Menu.Target>
          <ActionIcon className={classes.attach} radius="xl" size={34} aria-label={t('attach')}>
            <IconPlus size={20} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPaperclip size={18} stroke={1.75} />}
            onClick={() => input.current?.click()}
          >
            {t('chooseFiles')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('hostile')}</Menu.Label>
          {HOSTILE_FILE_NAMES.map((name) => (
            <Menu.Item
              key={name}
              leftSection={<IconAlertHexagon size={18} stroke={1.75} />}
              onClick={() => void make(name)}
            >
              {t(`hostileFiles.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attach')}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file chosen again is news, too.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
