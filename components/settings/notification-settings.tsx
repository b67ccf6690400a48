'use client';

import { ActionIcon, Button, Checkbox, Switch } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { NOTIFICATION_KINDS, type NotificationKind } from '@/server/domain/settings/notification-kinds';
import { notificationLeave, showNotification } from '../shared/browser-notification';
import { playSound } from '../shared/sound';
import type { SectionProps } from './settings-dialog';
import classes from './settings-dialog.module.css';

const CHANNELS = ['browser', 'sound'] as const;

/** What this person is told of: each kind by the browser, by a sound, by both or not at all. */
export function NotificationSettings({ preferences, change }: SectionProps) {
  const t = useTranslations('settings.notifications');
  const told = useTranslations('settings.told');
  const { notifications, showText } = preferences;
  const preview = (kind: NotificationKind) => {
    void playSound(kind, { always: true });
    showNotification({ title: t('sampleName'), body: told(kind), tag: 'preview', onClick: () => undefined });
  };
  return (
    <>
      <Permission />
      <table className={classes.kinds}>
        <caption className={classes.hidden}>{t('caption')}</caption>
        <thead>
          <tr>
            <td />
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col" className={classes.mark}>
                {t(channel)}
              </th>
            ))}
            <th scope="col" className={classes.mark}>
              {t('preview')}
            </th>
          </tr>
        </thead>
        <tbody>
          {NOTIFICATION_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`kinds.${kind}`)}</th>
              {CHANNELS.map((channel) => (
                <td key={channel} className={classes.mark}>
                  <Checkbox
                    aria-label={t('channel', { channel: t(channel), kind: t(`kinds.${kind}`) })}
                    checked={notifications[kind][channel]}
                    onChange={({ currentTarget: { checked } }) =>
                      change({
                        notifications: {
                          ...notifications,
                          [kind]: { ...notifications[kind], [channel]: checked },
                        },
                      })
                    }
                  />
                </td>
              ))}
              <td className={classes.mark}>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('previewOf', { kind: t(`kinds.${kind}`) })}
                  onClick={() => preview(kind)}
                >
                  <IconPlayerPlay size={16} stroke={1.75} />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Switch
        className={classes.block}
        label={t('showText')}
        description={t('showTextHint')}
        checked={showText}
        onChange={({ currentTarget: { checked } }) => change({ showText: checked })}
      />
    </>
  );
}

/** Whether the browser lets us, and how that is changed. It is asked by a click only: else it says no for good. */
function Permission() {
  const t = useTranslations('settings.notifications.permission');
  const [leave, setLeave] = useState(notificationLeave);
  if (leave === 'default') {
    return (
      <div className={classes.permission}>
        <p>{t('ask')}</p>
        <Button onClick={() => void Notification.requestPermission().then(setLeave)}>{t('allow')}</Button>
      </div>
    );
  }
  return (
    <div className={classes.permission}>
      <p>{t(leave)}</p>
    </div>
  );
}
