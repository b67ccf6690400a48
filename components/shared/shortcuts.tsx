'use client';

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';

export interface Shortcut {
  /** A KeyboardEvent.key: `j`, `?`, `Enter`, `Escape`. */
  key: string;
  /** What it does, for the sheet of shortcuts. */
  label: string;
}

interface Registered extends Shortcut {
  run: (event: KeyboardEvent) => void;
}

interface Registry {
  add(entry: Registered): () => void;
  list(): readonly Shortcut[];
  subscribe(listener: () => void): () => void;
}

const Shortcuts = createContext<Registry | null>(null);
const NONE: readonly Shortcut[] = [];

/**
 * One registry of all single-key shortcuts: it runs them and fills the `?` sheet. Off while somebody
 * types or a dialog is open (WCAG 2.1.4); the one registered last wins.
 */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const registry = useMemo(createRegistry, []);
  return <Shortcuts value={registry}>{children}</Shortcuts>;
}

function createRegistry(): Registry {
  const entries: Registered[] = [];
  const listeners = new Set<() => void>();
  let shown: readonly Shortcut[] = NONE;
  const changed = () => {
    shown = entries.map(({ key, label }) => ({ key, label }));
    for (const listener of listeners) listener();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isBusy(event.target))
      return;
    if (event.key === 'Enter' && isControl(event.target)) return;
    const entry = entries.findLast(({ key }) => key === event.key);
    if (!entry) return;
    event.preventDefault();
    entry.run(event);
  };
  return {
    add(entry) {
      if (entries.length === 0) window.addEventListener('keydown', onKey);
      entries.push(entry);
      changed();
      return () => {
        entries.splice(entries.indexOf(entry), 1);
        if (entries.length === 0) window.removeEventListener('keydown', onKey);
        changed();
      };
    },
    list: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Somebody is typing, or a dialog or menu has the keyboard. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]')) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Enter presses what has the focus; taking it away would leave buttons and links dead for the keyboard. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a[href], button, summary') !== null;
}

/** Runs `run` when the key is pressed, as long as the component is there. */
export function useShortcut(key: string, label: string, run: (event: KeyboardEvent) => void): void {
  const registry = useContext(Shortcuts);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const call = useCallback((event: KeyboardEvent) => latest.current(event), []);
  useEffect(() => registry?.add({ key, label, run: call }), [registry, key, label, call]);
}

/** All shortcuts that work right now. */
export function useShortcutList(): readonly Shortcut[] {
  const registry = useContext(Shortcuts);
  return useSyncExternalStore(
    registry?.subscribe ?? (() => () => undefined),
    registry?.list ?? (() => NONE),
    () => NONE,
  );
}
