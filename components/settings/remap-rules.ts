import type { Action } from '../shared/actions';
import { conflictOf, hasModifier, type KeyPreferences, keysFor } from '../shared/key-presses';

export type Remap = Readonly<Record<string, string | null>>;
export type Remapped =
  | { kind: 'saved'; remap: Remap }
  /** The other action has these keys, or keys that begin alike. */
  | { kind: 'taken'; by: Action }
  /** It works while somebody types: a letter alone would be lost to every text. */
  | { kind: 'needs_modifier' };

/** An action's keys changed: null = none; its own keys are no remap at all. */
export function remapped(
  action: Action,
  keys: string | null,
  remap: Remap,
  actions: readonly Action[],
): Remapped {
  const { [action.id]: _former, ...others } = remap;
  if (keys !== null) {
    if (action.whileTyping && !hasModifier(keys)) return { kind: 'needs_modifier' };
    const takenBy = conflictOf(action.id, keys, bindings(actions, remap));
    const by = actions.find(({ id }) => id === takenBy);
    if (by) return { kind: 'taken', by };
  }
  return {
    kind: 'saved',
    remap: keys === (action.keys ?? null) ? others : { ...others, [action.id]: keys },
  };
}

function bindings(actions: readonly Action[], remap: Remap) {
  // Keys that rest are taken all the same: they come back with the switch.
  const preferences: KeyPreferences = { enabled: true, remap };
  return actions.flatMap((action) => {
    const keys = keysFor(action, preferences);
    return keys === null ? [] : [{ id: action.id, keys }];
  });
}
