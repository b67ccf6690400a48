'use client';

import { Modal, Tabs } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Preferences } from '@/server/domain/settings/preferences';
import { usePreferences } from '../shared/preferences';
import { SettingsWords } from '../shared/settings-words';
import { showToast } from '../shared/toast';
import { AppearanceSettings } from './appearance-settings';
import { KeySettings } from './key-settings';
import { NotificationSettings } from './notification-settings';
import { QuietHoursField } from './quiet-hours-field';
import classes from './settings-dialog.module.css';
import { useChangePreferences } from './use-change-preferences';
import { WritingSettings } from './writing-settings';

/** What a section shows, and how it changes it. */
export interface SectionProps {
  preferences: Preferences;
  change: (change: Partial<Preferences>) => void;
}

/** What is this person's own to set. Everything is saved as it is changed. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  return (
    <SettingsWords>
      <Dialog onClose={onClose} />
    </SettingsWords>
  );
}

function Dialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings');
  const preferences = usePreferences();
  const change = useChangePreferences(() => void showToast({ message: t('notSaved'), fault: true }));
  return (
    <Modal opened onClose={onClose} title={t('title')} size={680}>
      {preferences && (
        <Tabs defaultValue="notifications" classNames={{ panel: classes.panel, tab: classes.tab }}>
          <Tabs.List>
            <Tabs.Tab value="notifications">{t('notifications.title')}</Tabs.Tab>
            <Tabs.Tab value="keys">{t('keys.title')}</Tabs.Tab>
            <Tabs.Tab value="writing">{t('writing.title')}</Tabs.Tab>
            <Tabs.Tab value="appearance">{t('appearance.title')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="notifications">
            <NotificationSettings preferences={preferences} change={change} />
            <QuietHoursField preferences={preferences} change={change} />
          </Tabs.Panel>
          <Tabs.Panel value="keys">
            <KeySettings preferences={preferences} change={change} />
          </Tabs.Panel>
          <Tabs.Panel value="writing">
            <WritingSettings preferences={preferences} change={change} />
          </Tabs.Panel>
          <Tabs.Panel value="appearance">
            <AppearanceSettings preferences={preferences} change={change} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Modal>
  );
}
