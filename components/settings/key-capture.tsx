'use client';

import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { KeyCaps } from '../shared/key-caps';
import { pressOf, SEQUENCE_MS } from '../shared/key-presses';
import classes from './settings-dialog.module.css';

interface KeyCaptureProps {
  label: string;
  keys: string | null;
  /** null = none. */
  onKeys: (keys: string | null) => void;
}

/** The keys of an action as a button: pressed, it takes the next key, or the next two, for its own. */
export function KeyCapture({ label, keys, onKeys }: KeyCaptureProps) {
  const t = useTranslations('settings.keys');
  /** What was pressed so far; null while it does not listen. */
  const [begun, setBegun] = useState<string | null>(null);
  const listens = begun !== null;

  useEffect(() => {
    if (!begun) return;
    // A second press may follow, as in `g i`.
    const timer = setTimeout(() => {
      setBegun(null);
      onKeys(begun);
    }, SEQUENCE_MS);
    return () => clearTimeout(timer);
  }, [begun, onKeys]);

  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressOf(event);
    // Tab goes on, and leaves everything as it was.
    if (!listens || !press || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (press === 'escape') return setBegun(null);
    if (press === 'backspace') {
      setBegun(null);
      return onKeys(null);
    }
    if (begun === '') return setBegun(press);
    setBegun(null);
    onKeys(`${begun} ${press}`);
  };

  return (
    <UnstyledButton
      className={classes.capture}
      aria-label={listens ? t('press') : `${label}: ${keys ?? t('none')}`}
      data-listens={listens || undefined}
      // Escape while it listens must not close the dialog.
      data-mantine-stop-propagation={listens || undefined}
      onClick={() => setBegun('')}
      onBlur={() => setBegun(null)}
      onKeyDown={onKeyDown}
    >
      {listens ? <Listening begun={begun} /> : <Keys keys={keys} none={t('none')} />}
    </UnstyledButton>
  );
}

function Listening({ begun }: { begun: string }) {
  const t = useTranslations('settings.keys');
  return begun === '' ? t('press') : <KeyCaps keys={begun} />;
}

function Keys({ keys, none }: { keys: string | null; none: string }) {
  return keys === null ? <span className={classes.none}>{none}</span> : <KeyCaps keys={keys} />;
}
