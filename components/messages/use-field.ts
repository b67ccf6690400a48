'use client';

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type Trigger, triggerAt } from './trigger-at';

interface Field {
  ref: RefObject<HTMLTextAreaElement | null>;
  /** What a menu of suggestions is asked for right now. */
  trigger: Trigger | null;
  /** To be called when the caret moves. */
  onSelect: () => void;
  /** Closes the menu until something else is typed. */
  dismiss: () => void;
  /** Writes in place of the trigger and its word, or at the caret. */
  insert: (text: string) => void;
}

/** A text field with a memory of its caret, for menus and pickers that write into it. */
export function useField(text: string, chars: string, onChange: (text: string) => void): Field {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const goTo = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (goTo.current === null) return;
    ref.current?.focus();
    ref.current?.setSelectionRange(goTo.current, goTo.current);
    goTo.current = null;
  });
  const found = triggerAt(text, Math.min(caret, text.length), chars);
  const trigger = found && found.from !== dismissed ? found : null;
  return {
    ref,
    trigger,
    onSelect: () => {
      setCaret(ref.current?.selectionEnd ?? 0);
      if (!found) setDismissed(null);
    },
    dismiss: () => setDismissed(found?.from ?? null),
    insert: (inserted) => {
      const end = Math.min(caret, text.length);
      const from = trigger?.from ?? end;
      goTo.current = from + inserted.length;
      setCaret(goTo.current);
      onChange(text.slice(0, from) + inserted + text.slice(end));
    },
  };
}
