'use client';

import { UnstyledButton } from '@mantine/core';
import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from './actions';
import { showToast } from './toast';
import classes from './undo.module.css';

type Offer = (message: string, undo: () => void) => void;
const Context = createContext<Offer>(() => undefined);

/** Keeps the last thing that can be taken back: by the toast that tells of it, or by mod+z. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('frame');
  const last = useRef<(() => void) | null>(null);
  const offer = useMemo<Offer>(
    () => (message, undo) => {
      let done = false;
      // Once, by whichever way comes first.
      const once = () => {
        if (last.current === once) last.current = null;
        if (!done) undo();
        done = true;
      };
      last.current = once;
      void showToast({ message: <Undoable message={message} label={t('undo')} onUndo={once} /> });
    },
    [t],
  );
  useAction({
    id: 'application.undo',
    label: t('undoLast'),
    group: 'application',
    keys: 'mod+z',
    run: () => last.current?.(),
  });
  return <Context value={offer}>{children}</Context>;
}

/** Tells that something was done, with a way to take it back. */
export function useOfferUndo(): Offer {
  return useContext(Context);
}

function Undoable({ message, label, onUndo }: { message: string; label: string; onUndo: () => void }) {
  return (
    <span className={classes.line}>
      {message}
      <UnstyledButton className={classes.undo} onClick={onUndo}>
        {label}
      </UnstyledButton>
    </span>
  );
}
