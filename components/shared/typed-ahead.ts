/** After so long nobody waits for a field that did not come: keys are keys again. Milliseconds. */
const PATIENCE_MS = 5_000;

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * What is typed while a field is still being loaded: words for it, not actions. "done" typed right after the palette's key
 * must not put a conversation away.
 */
export class TypedAhead {
  readonly #now: () => number;
  #text: string | null = null;
  #until = 0;

  /** @param now milliseconds, rising */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A field is on its way. */
  begin(): void {
    this.#text = '';
    this.#until = this.#now() + PATIENCE_MS;
  }

  /** The field is there, or will not come. @returns what was typed meanwhile */
  end(): string {
    const text = this.#text ?? '';
    this.#text = null;
    return text;
  }

  /** @returns whether the press was for the field, and nobody else's */
  takes({ key, ctrlKey, metaKey, altKey }: Press): boolean {
    if (this.#text === null || this.#now() > this.#until) return false;
    if (ctrlKey || metaKey || altKey) return false;
    if (key === 'Backspace') this.#text = this.#text.slice(0, -1);
    else if (key.length === 1) this.#text += key;
    else return false;
    return true;
  }
}
