import type { Action } from './actions';
import {
  type Binding,
  DEFAULT_KEYS,
  type KeyPreferences,
  keysFor,
  pressOf,
  readPress,
  SEQUENCE_MS,
} from './key-presses';
import { TypedAhead } from './typed-ahead';

/**
 * Everything that can be done right now, and the keys for it. Keys rest while somebody types or a dialog or
 * menu is open (WCAG 2.1.4), but for those with a modifier that say they work while typing.
 */
export class ActionRegistry {
  /** For whoever opens a field that is still to be loaded. */
  readonly typedAhead = new TypedAhead(() => performance.now());
  readonly #listeners = new Set<() => void>();
  #entries: Action[] = [];
  #shown: readonly Action[] = [];
  #preferences = DEFAULT_KEYS;
  #begun = '';
  #begunAt = 0;
  #asked: { event: KeyboardEvent; busy: boolean } | null = null;
  readonly #onRefused: (reason: string) => void;

  /** @param onRefused hears why a key did nothing: who presses one sees no button that says so. */
  constructor(onRefused: (reason: string) => void) {
    this.#onRefused = onRefused;
  }

  /** @returns takes it out again */
  readonly add = (action: Action): (() => void) => {
    this.#entries = [...this.#entries, action];
    this.#changed();
    return () => {
      this.#entries = this.#entries.filter((entry) => entry !== action);
      this.#changed();
    };
  };

  /** Each id once: the one added last. */
  readonly list = (): readonly Action[] => this.#shown;

  readonly preferences = (): KeyPreferences => this.#preferences;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  prefer(preferences: KeyPreferences): void {
    this.#preferences = preferences;
    this.#changed();
  }

  readonly find = (id: string): Action | undefined => this.#shown.find((entry) => entry.id === id);

  /** @returns whether it was there and could be done */
  run(id: string): boolean {
    const action = this.find(id);
    if (!action) return false;
    if (action.disabledReason) {
      this.#onRefused(action.disabledReason);
      return false;
    }
    action.run();
    return true;
  }

  /**
   * Asks on the key's way down who has the keyboard: a dialog that the key closes is gone on its way up, and what lies
   * below must not hear the same key.
   */
  readonly onKeyCapture = (event: KeyboardEvent): void => {
    this.#asked = { event, busy: isBusy(event.target) };
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (this.typedAhead.takes(event)) {
      event.preventDefault();
      return;
    }
    const press = pressOf(event);
    if (!press || event.defaultPrevented || event.isComposing) return;
    const busy = this.#asked?.event === event ? this.#asked.busy : isBusy(event.target);
    if (press === 'enter' && isControl(event.target)) return;
    const before = performance.now() - this.#begunAt < SEQUENCE_MS ? this.#begun : '';
    const pressed = readPress(before, press, this.#bindings(busy));
    this.#begun = pressed.kind === 'begun' ? pressed.presses : '';
    this.#begunAt = performance.now();
    if (pressed.kind === 'nothing') return;
    event.preventDefault();
    if (pressed.kind === 'action') this.run(pressed.id);
  };

  #bindings(busy: boolean): Binding[] {
    return this.#shown.flatMap((action) => {
      if (busy && !action.whileTyping) return [];
      const keys = keysFor(action, this.#preferences);
      return keys === null ? [] : [{ id: action.id, keys }];
    });
  }

  #changed(): void {
    const last = new Map(this.#entries.map((action) => [action.id, action]));
    this.#shown = [...last.values()];
    for (const listener of this.#listeners) listener();
  }
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
