export interface Draft {
  text: string;
  /** The server's count of saves; 0 = never saved. */
  revision: number;
}

/** Where drafts go. Both reject when no answer comes. */
export interface DraftDoor {
  load(): Promise<Draft>;
  /** @returns the new revision; null when somebody saved another text over `draft.revision` meanwhile */
  save(draft: Draft): Promise<number | null>;
}

/** The copy on this device, of what the server does not know yet. */
export interface DraftCopy {
  read(): Draft | null;
  write(draft: Draft | null): void;
}

export interface DraftView {
  text: string;
  /** `local`: it could not be saved, and is kept on this device. */
  state: 'none' | 'typing' | 'saved' | 'local';
  /** Another text, saved on another device while this one was typed: a person has to choose. */
  other: string | null;
}

/** How long after the last key a draft is saved. */
const SAVE_AFTER_MS = 500;
/** When to try again what could not be saved. */
const AGAIN_AFTER_MS = 5_000;

export const NO_DRAFT: DraftView = { text: '', state: 'none', other: null };

/**
 * The unsent text of one conversation: on this device at once, on the server half a second after the
 * last key. What comes from another device is taken over while nobody types here; if both were changed,
 * neither is thrown away.
 */
export class DraftKeeper {
  readonly #door: DraftDoor;
  readonly #copy: DraftCopy;
  readonly #listeners = new Set<() => void>();
  #view = NO_DRAFT;
  /** The server's revision that the text was typed over. */
  #base = 0;
  /** The text is not known to the server. */
  #dirty = false;
  #saving = false;
  #left = false;
  #other: Draft | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(door: DraftDoor, copy: DraftCopy) {
    this.#door = door;
    this.#copy = copy;
    const kept = copy.read();
    if (!kept) return;
    this.#base = kept.revision;
    this.#dirty = true;
    this.#show({ text: kept.text, state: 'local' });
  }

  readonly view = (): DraftView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What the server has, from a query or from the news. */
  heard(draft: Draft): void {
    if (draft.revision < this.#base) return;
    if (!this.#dirty || draft.text === this.#view.text) this.#adopt(draft);
  }

  readonly change = (text: string): void => {
    this.#dirty = true;
    this.#copy.write({ text, revision: this.#base });
    this.#show({ text, state: 'typing' });
    this.#saveIn(SAVE_AFTER_MS);
  };

  /** Puts a text back that was already on its way; what has been typed meanwhile stays before it. */
  append(text: string): void {
    const typed = this.#view.text;
    this.change(typed === '' ? text : `${typed}\n${text}`);
  }

  /** Ends the question that `other` asks. */
  readonly choose = (which: 'mine' | 'other'): void => {
    const other = this.#other;
    if (!other) return;
    this.#other = null;
    if (which === 'other') {
      this.#adopt(other);
    } else {
      this.#base = other.revision;
      this.change(this.#view.text);
    }
  };

  /** Takes up what an earlier visit could not save. */
  resume(): void {
    this.#left = false;
    if (this.#dirty) this.#saveIn(SAVE_AFTER_MS);
  }

  /** Saves at once what is not saved yet: the reader goes elsewhere. */
  leave(): void {
    this.#left = true;
    clearTimeout(this.#timer);
    if (this.#dirty) void this.#save();
  }

  #adopt(draft: Draft): void {
    clearTimeout(this.#timer);
    this.#base = draft.revision;
    this.#dirty = false;
    this.#other = null;
    this.#copy.write(null);
    this.#show({ text: draft.text, state: draft.text === '' ? 'none' : 'saved' });
  }

  #saveIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), ms);
  }

  async #save(): Promise<void> {
    // One at a time; whoever is saving looks again afterwards.
    if (this.#saving || this.#other) return;
    this.#saving = true;
    const { text } = this.#view;
    try {
      const revision = await this.#door.save({ text, revision: this.#base });
      if (revision === null) this.#meet(await this.#door.load());
      else if (this.#view.text === text) this.#adopt({ text, revision });
      else this.#base = revision;
      if (this.#dirty) this.#saveIn(SAVE_AFTER_MS);
    } catch {
      this.#show({ state: 'local' });
      // Whoever has left finds it again on the next visit.
      if (!this.#left) this.#saveIn(AGAIN_AFTER_MS);
    }
    this.#saving = false;
  }

  /** Another device has saved over the same text. Where one of the two is empty there is nothing to ask. */
  #meet(saved: Draft): void {
    const { text } = this.#view;
    if (!this.#dirty || saved.text === text || text === '') {
      this.#adopt(saved);
    } else if (saved.text === '') {
      this.#base = saved.revision;
    } else {
      this.#other = saved;
      this.#show({});
    }
  }

  #show(change: Partial<Pick<DraftView, 'text' | 'state'>>): void {
    this.#view = { ...this.#view, ...change, other: this.#other?.text ?? null };
    for (const listener of this.#listeners) listener();
  }
}
