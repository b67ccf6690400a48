'use client';

import { Modal } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ACTION_GROUPS, useActions, useKeyPreferences } from '../shared/actions';
import { KeyCaps } from '../shared/key-caps';
import { keysFor } from '../shared/key-presses';
import classes from './shortcut-sheet.module.css';

/** Every key that works right now, from the same registry that runs them. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('palette');
  const actions = useActions();
  const preferences = useKeyPreferences();
  const bound = actions.flatMap((action) => {
    const keys = keysFor(action, preferences);
    return keys === null ? [] : [{ ...action, keys }];
  });
  return (
    <Modal opened onClose={onClose} title={t('keys')} size={640}>
      <p className={classes.hint}>{t('rest')}</p>
      <div className={classes.groups}>
        {ACTION_GROUPS.map((group) => {
          const inGroup = bound.filter((action) => action.group === group);
          if (inGroup.length === 0) return null;
          return (
            <section key={group}>
              <h3 className={classes.heading}>{t(`groups.${group}`)}</h3>
              <dl className={classes.keys}>
                {inGroup.map(({ id, label, keys }) => (
                  <div key={id} className={classes.key}>
                    <dt>{label}</dt>
                    <dd>
                      <KeyCaps keys={keys} />
                    </dd>
                  </div>
                ))}
                {group === 'composer' && <Typing />}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}

/** What the composer does with keys of its own. */
function Typing() {
  const t = useTranslations('palette');
  return (
    <>
      <div className={classes.key}>
        <dt>{t('send')}</dt>
        <dd>
          <KeyCaps keys="enter" />
        </dd>
      </div>
      <div className={classes.key}>
        <dt>{t('newLine')}</dt>
        <dd>
          <KeyCaps keys="shift+enter" />
        </dd>
      </div>
      <div className={classes.key}>
        <dt>{t('editLast')}</dt>
        <dd>
          <KeyCaps keys="arrowup" />
        </dd>
      </div>
    </>
  );
}
