'use client';

import { Modal } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useShortcutList } from '../shared/shortcuts';
import { Kbd } from '../ui/kbd';
import classes from './shortcut-sheet.module.css';

/** Every key that works right now, from the same registry that runs them. */
export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations('conversations.shortcuts');
  const shortcuts = useShortcutList();
  return (
    <Modal opened={opened} onClose={onClose} title={t('title')}>
      <p className={classes.hint}>{t('hint')}</p>
      <dl className={classes.keys}>
        {shortcuts.map(({ key, label }) => (
          <div key={key} className={classes.key}>
            <dt>{label}</dt>
            <dd>
              <Kbd>{key === 'Escape' ? 'Esc' : key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <h3 className={classes.heading}>{t('whileTyping')}</h3>
      <dl className={classes.keys}>
        <div className={classes.key}>
          <dt>{t('send')}</dt>
          <dd>
            <Kbd>Enter</Kbd>
          </dd>
        </div>
        <div className={classes.key}>
          <dt>{t('newLine')}</dt>
          <dd>
            <Kbd>Shift</Kbd> <Kbd>Enter</Kbd>
          </dd>
        </div>
      </dl>
    </Modal>
  );
}
