/** What of a KeyboardEvent tells which keys were pressed together. */
export interface KeyEvent {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * A press as bindings write it: `j`, `shift+e`, `mod+k` (Ctrl, or ⌘ on a Mac), `?`, `enter`. Of signs, Shift is part
 * of the key already, and so is what many keyboards need for `]` or `@`: AltGr (which some systems tell as Ctrl with
 * Alt) or ⌥. Null for a modifier alone.
 */
export function pressOf(event: KeyEvent): string | null {
  if (/^(Shift|Control|Alt|Meta|CapsLock|AltGraph|Dead|Process|Unidentified)$/.test(event.key)) return null;
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const sign = key.length === 1 && key.toUpperCase() === key;
  const reached = sign && event.altKey && !/\d/.test(key);
  return [
    event.metaKey || (event.ctrlKey && !reached) ? 'mod+' : '',
    event.altKey && !reached ? 'alt+' : '',
    event.shiftKey && !sign ? 'shift+' : '',
    key,
  ].join('');
}

/** Keys of an action: presses one after the other, `g i`, divided by a space. */
export interface Binding {
  id: string;
  keys: string;
}

/** How long the second press of a sequence is waited for (milliseconds). */
export const SEQUENCE_MS = 1_000;

export type Pressed =
  /** This action is meant. */
  | { kind: 'action'; id: string }
  /** The beginning of a longer sequence: `g` of `g i`. */
  | { kind: 'begun'; presses: string }
  | { kind: 'nothing' };

/**
 * What a press means after those before it. Of two actions with the same keys the one bound last wins: the
 * dialog or pane that was opened over the other.
 */
export function readPress(before: string, press: string, bindings: readonly Binding[]): Pressed {
  const presses = before === '' ? press : `${before} ${press}`;
  const exact = bindings.findLast(({ keys }) => keys === presses);
  if (exact) return { kind: 'action', id: exact.id };
  if (bindings.some(({ keys }) => keys.startsWith(`${presses} `))) return { kind: 'begun', presses };
  // A sequence that led nowhere is forgotten; its last press may mean something by itself.
  return before === '' ? { kind: 'nothing' } : readPress('', press, bindings);
}

export interface KeyPreferences {
  /** False: no key without a modifier does anything (WCAG 2.1.4). */
  enabled: boolean;
  /** By action: other keys, or null for none. */
  remap: Readonly<Record<string, string | null>>;
}

export const DEFAULT_KEYS: KeyPreferences = { enabled: true, remap: {} };

/** The keys that an action has for this person; null = none. */
export function keysFor(
  action: { id: string; keys?: string | undefined },
  preferences: KeyPreferences,
): string | null {
  const remapped = preferences.remap[action.id];
  const keys = remapped === undefined ? (action.keys ?? null) : remapped;
  return keys !== null && !preferences.enabled && !hasModifier(keys) ? null : keys;
}

/** Does nothing to a text, so it may work in the middle of one. */
export function hasModifier(keys: string): boolean {
  return /^(mod|alt)\+/.test(keys);
}

/** The other action that has these keys, or begins or goes on with them; null when they are free. */
export function conflictOf(id: string, keys: string, bindings: readonly Binding[]): string | null {
  const clash = (other: string) =>
    other === keys || other.startsWith(`${keys} `) || keys.startsWith(`${other} `);
  return bindings.find((binding) => binding.id !== id && clash(binding.keys))?.id ?? null;
}

const NAMES: Record<string, string> = {
  escape: 'Esc',
  enter: 'Enter',
  arrowup: '↑',
  arrowdown: '↓',
  space: 'Space',
  f2: 'F2',
};

/** Keys as they stand on caps: `mod+shift+s` → ['Ctrl', 'Shift', 'S']; the presses of a sequence one after the other. */
export function keyCaps(keys: string, isMac: boolean): string[] {
  return keys.split(' ').flatMap((press) =>
    press.split(/(?<=.)\+/).map((part) => {
      if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
      if (part === 'shift') return isMac ? '⇧' : 'Shift';
      if (part === 'alt') return isMac ? '⌥' : 'Alt';
      return NAMES[part] ?? (part.length === 1 && press.includes('+') ? part.toUpperCase() : part);
    }),
  );
}
