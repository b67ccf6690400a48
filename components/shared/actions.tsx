'use client';

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { ActionRegistry } from './action-registry';
import { DEFAULT_KEYS, type KeyPreferences, keysFor } from './key-presses';
import { showToast } from './toast';
import type { TypedAhead } from './typed-ahead';

export const ACTION_GROUPS = ['conversation', 'composer', 'list', 'navigation', 'application'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** Something a person can do now: the same for button, menu, palette, key and the `?` sheet. */
export interface Action {
  /** Stable, such as `conversation.done`: what preferences remember. */
  id: string;
  label: string;
  group: ActionGroup;
  /** As key-presses writes them: `e`, `g i`, `mod+k`; left out where there are none. */
  keys?: string;
  /** Works in the middle of a text too; only for keys with a modifier. */
  whileTyping?: boolean;
  /** Why it cannot be done now, and who can change that; null or left out = it can. */
  disabledReason?: string | null;
  run: () => void;
}

const Context = createContext<ActionRegistry | null>(null);
const NONE: readonly Action[] = [];

/** Holds the registry of everything that can be done, and listens for its keys. */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new ActionRegistry((reason) => void showToast({ message: reason })));
  useEffect(() => {
    window.addEventListener('keydown', registry.onKeyCapture, { capture: true });
    window.addEventListener('keydown', registry.onKeyDown);
    return () => {
      window.removeEventListener('keydown', registry.onKeyCapture, { capture: true });
      window.removeEventListener('keydown', registry.onKeyDown);
    };
  }, [registry]);
  return <Context value={registry}>{children}</Context>;
}

function useRegistry(): ActionRegistry {
  const registry = useContext(Context);
  if (!registry) throw new Error('outside of ActionsProvider');
  return registry;
}

/** Puts an action into the registry for as long as the component is there. */
export function useAction(action: Action): void {
  const registry = useRegistry();
  const latest = useRef(action.run);
  useEffect(() => {
    latest.current = action.run;
  });
  const { id, label, group, keys, whileTyping = false, disabledReason = null } = action;
  useEffect(
    () =>
      registry.add({
        id,
        label,
        group,
        whileTyping,
        disabledReason,
        ...(keys === undefined ? {} : { keys }),
        run: () => latest.current(),
      }),
    [registry, id, label, group, keys, whileTyping, disabledReason],
  );
}

/** Everything that can be done right now, in the order of registration; the one added last wins an id. */
export function useActions(): readonly Action[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list, () => NONE);
}

/** An action as it stands now, for what offers it elsewhere: a menu, a button. Undefined when nobody offers it. */
export function useActionState(id: string): Action | undefined {
  const registry = useRegistry();
  const find = () => registry.find(id);
  return useSyncExternalStore(registry.subscribe, find, () => undefined);
}

/** The keys this person presses for an action; null = none. */
export function useKeysOf(action: Pick<Action, 'id' | 'keys'>): string | null {
  const preferences = useKeyPreferences();
  return keysFor(action, preferences);
}

export function useKeyPreferences(): KeyPreferences {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.preferences, () => DEFAULT_KEYS);
}

/** Brings a person's own keys into the registry. */
export function ActionPreferences({ value }: { value: KeyPreferences }) {
  const registry = useRegistry();
  useEffect(() => registry.prefer(value), [registry, value]);
  return null;
}

/** Runs an action by its id: for buttons that stand elsewhere. False when it is not there or cannot be done. */
export function useRunAction(): (id: string) => boolean {
  const registry = useRegistry();
  return useMemo(() => (id: string) => registry.run(id), [registry]);
}

/** Holds what is typed until a field that is being loaded is there. */
export function useTypedAhead(): TypedAhead {
  return useRegistry().typedAhead;
}
