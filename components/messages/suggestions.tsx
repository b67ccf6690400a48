'use client';

import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useState } from 'react';
import classes from './suggestions.module.css';

interface Suggestion {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Why it cannot be chosen. */
  disabledReason?: string | null;
}

/** Takes a key that was pressed in the field. @returns whether it was for the menu */
export type MenuKeys = RefObject<((event: KeyboardEvent) => boolean) | null>;

interface SuggestionsProps {
  label: string;
  items: readonly Suggestion[];
  keys: MenuKeys;
  onPick: (id: string) => void;
  onClose: () => void;
  /** Said in place of the items when there are none; without it the menu is not there then. */
  empty?: ReactNode;
  /** What the chosen one would write. */
  preview?: (id: string) => ReactNode;
  footer?: ReactNode;
}

/** A list above the field, moved through with the arrow keys while the caret stays in the text. */
export function Suggestions(props: SuggestionsProps) {
  const { label, items, keys, onPick, onClose, empty, preview, footer } = props;
  const [wanted, setWanted] = useState(0);
  const listId = useId();
  const at = Math.min(wanted, items.length - 1);
  const chosen = items[at];
  useEffect(() => {
    keys.current = (event) => {
      if (event.key === 'Escape') {
        onClose();
        return true;
      }
      // Said to be nothing: what was meant for the list is not sent instead.
      if (!chosen) return Boolean(empty) && event.key === 'Enter';
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) setWanted((at + step + items.length) % items.length);
      else if (event.key === 'Enter' || event.key === 'Tab') {
        if (!chosen.disabledReason) onPick(chosen.id);
      } else return false;
      return true;
    };
    return () => {
      keys.current = null;
    };
  });
  if (items.length === 0 && !empty) return null;
  return (
    <div className={classes.menu}>
      <div role="listbox" id={listId} aria-label={label} className={classes.list}>
        {items.length === 0 && <p className={classes.empty}>{empty}</p>}
        {items.map(({ id, label: name, hint, disabledReason }, i) => (
          <UnstyledButton
            key={id}
            role="option"
            aria-selected={i === at}
            aria-disabled={Boolean(disabledReason)}
            tabIndex={-1}
            className={classes.item}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onPointerMove={() => setWanted(i)}
            onClick={() => !disabledReason && onPick(id)}
          >
            <span className={classes.label}>{name}</span>
            <span className={classes.hint}>{disabledReason ?? hint}</span>
          </UnstyledButton>
        ))}
      </div>
      {chosen && preview && <div className={classes.preview}>{preview(chosen.id)}</div>}
      {footer && <div className={classes.footer}>{footer}</div>}
      <output className="w-spoken">{typeof chosen?.label === 'string' ? chosen.label : ''}</output>
    </div>
  );
}
