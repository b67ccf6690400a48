export interface UnsentMessage {
  /** The message's id for good: sending it again with the same id can never make a second one. */
  id: string;
  conversationId: string;
  text: string;
  confirmBlock: boolean;
  createdAt: string;
  /** `waiting`: no answer came; it is tried again by itself. */
  state: 'sending' | 'waiting';
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'waggle.unsent';

/**
 * What was written and is not with the server yet. Kept on the device, so that neither a lost
 * connection nor a closed window loses it; shown in the thread from the moment Enter is pressed.
 */
export class UnsentMessages {
  readonly #storage: Storage | null;
  readonly #listeners = new Set<() => void>();
  #all: readonly UnsentMessage[];

  constructor(storage: Storage | null) {
    this.#storage = storage;
    this.#all = read(storage).map((message) => ({ ...message, state: 'waiting' as const }));
  }

  readonly all = (): readonly UnsentMessage[] => this.#all;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(message: UnsentMessage): void {
    this.#replace([...this.#all.filter(({ id }) => id !== message.id), message]);
  }

  mark(id: string, state: UnsentMessage['state']): void {
    this.#replace(this.#all.map((message) => (message.id === id ? { ...message, state } : message)));
  }

  remove(id: string): void {
    this.#replace(this.#all.filter((message) => message.id !== id));
  }

  #replace(all: readonly UnsentMessage[]): void {
    this.#all = all;
    try {
      if (all.length === 0) this.#storage?.removeItem(KEY);
      else this.#storage?.setItem(KEY, JSON.stringify(all));
    } catch {
      // A full or forbidden storage: it is still kept as long as the window is open.
    }
    for (const listener of this.#listeners) listener();
  }
}

function read(storage: Storage | null): UnsentMessage[] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isUnsent) : [];
  } catch {
    return [];
  }
}

function isUnsent(value: unknown): value is UnsentMessage {
  const message = value as Partial<UnsentMessage> | null;
  return (
    typeof message?.id === 'string' &&
    typeof message.conversationId === 'string' &&
    typeof message.text === 'string'
  );
}
