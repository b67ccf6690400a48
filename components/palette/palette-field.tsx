'use client';

import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useKeysOf, useRunAction } from '../shared/actions';
import { KeyCaps } from '../shared/key-caps';
import { loadAhead } from '../ui/load-ahead';
import classes from './palette-field.module.css';

/** The field at the top of the rail that opens the palette. */
export function PaletteField() {
  const t = useTranslations('palette');
  const run = useRunAction();
  const keys = useKeysOf({ id: 'application.palette', keys: 'mod+k' });
  return (
    <UnstyledButton
      className={classes.field}
      aria-label={t('open')}
      onClick={() => run('application.palette')}
      // Ready by the time of the click.
      onPointerEnter={() => loadAhead(() => import('./palette'))}
    >
      <IconSearch size={16} stroke={1.75} />
      <span className={classes.text}>{t('field')}</span>
      {keys && <KeyCaps keys={keys} />}
    </UnstyledButton>
  );
}
