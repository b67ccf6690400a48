'use client';

import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ACTION_GROUPS, type Action, useActions } from '../shared/actions';
import { KeyCaps } from '../shared/key-caps';
import { keysFor } from '../shared/key-presses';
import { KeyCapture } from './key-capture';
import { remapped } from './remap-rules';
import type { SectionProps } from './settings-dialog';
import classes from './settings-dialog.module.css';

/** Why keys were not taken, and for which action. */
interface Refused {
  id: string;
  keys: string;
  by: string | null;
}

/** Whether single keys work, and which key does what: for every action that is here right now. */
export function KeySettings({ preferences: { shortcuts }, change }: SectionProps) {
  const t = useTranslations('settings.keys');
  const groups = useTranslations('palette.groups');
  const actions = useActions();
  const [refused, setRefused] = useState<Refused | null>(null);
  const { enabled, remap } = shortcuts;
  const set = (action: Action, keys: string | null) => {
    const answer = remapped(action, keys, remap, actions);
    setRefused(
      answer.kind === 'saved'
        ? null
        : { id: action.id, keys: keys ?? '', by: answer.kind === 'taken' ? answer.by.label : null },
    );
    if (answer.kind === 'saved') change({ shortcuts: { enabled, remap: answer.remap } });
  };
  return (
    <>
      <Switch
        label={t('enabled')}
        description={t('enabledHint')}
        checked={enabled}
        onChange={({ currentTarget: { checked } }) => change({ shortcuts: { enabled: checked, remap } })}
      />
      <p className={classes.hint}>{t('pressHint')}</p>
      {ACTION_GROUPS.map((group) => {
        const inGroup = actions.filter((action) => action.group === group);
        if (inGroup.length === 0) return null;
        return (
          <section key={group} aria-label={groups(group)}>
            <h3 className={classes.heading}>{groups(group)}</h3>
            <ul className={classes.keys}>
              {inGroup.map((action) => (
                <li key={action.id}>
                  <div className={classes.key}>
                    <span className={classes.action}>{action.label}</span>
                    {action.id in remap && (
                      <Button
                        variant="subtle"
                        size="compact-xs"
                        aria-label={t('resetOne', { action: action.label })}
                        onClick={() => set(action, action.keys ?? null)}
                      >
                        {t('reset')}
                      </Button>
                    )}
                    <KeyCapture
                      label={t('change', { action: action.label })}
                      keys={keysFor(action, { enabled: true, remap })}
                      onKeys={(keys) => set(action, keys)}
                    />
                  </div>
                  {refused?.id === action.id && <Refusal refused={refused} />}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <div className={classes.foot}>
        <Button
          variant="default"
          disabled={Object.keys(remap).length === 0}
          onClick={() => {
            setRefused(null);
            change({ shortcuts: { enabled, remap: {} } });
          }}
        >
          {t('resetAll')}
        </Button>
      </div>
    </>
  );
}

function Refusal({ refused: { keys, by } }: { refused: Refused }) {
  const t = useTranslations('settings.keys');
  return (
    <p className={classes.fault} role="alert">
      <KeyCaps keys={keys} /> {by === null ? t('needsModifier') : t('taken', { action: by })}
    </p>
  );
}
