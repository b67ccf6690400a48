import type { WaitingFile } from '@/server/domain/media/file';

export interface UnsentMessage {
  /** The message's id for good (UUIDv7, so ids sort by age): the same id can never make a second one. */
  id: string;
  conversationId: string;
  text: string;
  /** Uploaded already, in the order in which they go. */
  files?: readonly WaitingFile[];
  confirmBlock: boolean;
  /** The case is ended once the server has it. */
  thenDone?: boolean;
  /** The newest message that its writer had before them. */
  seenSeq?: number;
  /** Its writer knows that a colleague has answered meanwhile. */
  sendAnyway?: boolean;
  /** Until then its writer can take it back (milliseconds since 1970); 0 or left out = it is on its way. */
  sendAt?: number;
  /** ISO 8601. */
  createdAt: string;
  /** `waiting`: no answer came, it is tried again by itself. `refused`: a person has to decide. */
  state: 'sending' | 'waiting' | 'refused';
  /** Why it was refused, in a sentence. */
  reason: string | null;
  /** Refused only because a colleague was faster: it can be sent all the same. */
  held?: boolean;
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** So long a message belongs to the window that wrote it; older ones every window takes care of. */
const OWN_MS = 10_000;

/**
 * What one person wrote here and is not with the server yet. Kept on the device, a key for each, so
 * that neither a lost connection nor a closed window loses it and two windows never overwrite each other.
 */
export class UnsentMessages {
  readonly #storage: Storage | null;
  readonly #prefix: string;
  readonly #listeners = new Set<() => void>();
  /** Ids that the storage took: gone from there, another window has sent them. */
  readonly #written = new Set<string>();
  #all: readonly UnsentMessage[];

  /** @param prefix of the storage keys; names the person, in whose name alone these may be sent */
  constructor(storage: Storage | null, prefix: string) {
    this.#storage = storage;
    this.#prefix = prefix;
    this.#all = this.#stored().map(notSending);
    for (const { id } of this.#all) this.#written.add(id);
  }

  /** Oldest first. */
  readonly all = (): readonly UnsentMessage[] => this.#all;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(message: UnsentMessage): void {
    this.#keep(message);
    this.#replace([...this.#all.filter(({ id }) => id !== message.id), message]);
  }

  mark(id: string, state: UnsentMessage['state'], more: Partial<UnsentMessage> = {}): void {
    const message = this.#all.find((one) => one.id === id);
    if (!message) return;
    const marked = { ...message, reason: null, ...more, state };
    this.#keep(marked);
    this.#replace(this.#all.map((one) => (one.id === id ? marked : one)));
  }

  remove(id: string): void {
    this.#forget(id);
    this.#replace(this.#all.filter((message) => message.id !== id));
  }

  /** Looks at what other windows left behind, and at what they have sent meanwhile. */
  sync(now: number): void {
    if (!this.#storage) return;
    const stored = this.#stored();
    const known = new Set(this.#all.map(({ id }) => id));
    const kept = new Set(stored.map(({ id }) => id));
    const left = stored.filter(({ id, createdAt }) => !known.has(id) && now - Date.parse(createdAt) > OWN_MS);
    const mine = this.#all.filter(
      ({ id, state }) => state === 'sending' || kept.has(id) || !this.#written.has(id),
    );
    if (left.length === 0 && mine.length === this.#all.length) return;
    for (const { id } of left) this.#written.add(id);
    this.#replace([...mine, ...left.map(notSending)]);
  }

  #replace(all: readonly UnsentMessage[]): void {
    this.#all = all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const listener of this.#listeners) listener();
  }

  #keep(message: UnsentMessage): void {
    try {
      this.#storage?.setItem(this.#prefix + message.id, JSON.stringify(message));
      this.#written.add(message.id);
    } catch {
      // A full storage: it is kept as long as the window is open.
    }
  }

  #forget(id: string): void {
    try {
      this.#storage?.removeItem(this.#prefix + id);
    } catch {
      // Forbidden: then it was never kept.
    }
  }

  #stored(): UnsentMessage[] {
    const storage = this.#storage;
    if (!storage) return [];
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
    return keys
      .filter((key) => key.startsWith(this.#prefix))
      .flatMap((key) => parse(storage.getItem(key)) ?? [])
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/** A window that finds a message knows no more than that there was no answer yet. */
function notSending(message: UnsentMessage): UnsentMessage {
  return message.state === 'sending' ? { ...message, state: 'waiting' } : message;
}

function parse(json: string | null): UnsentMessage | null {
  try {
    const value: unknown = JSON.parse(json ?? 'null');
    return isUnsent(value) ? value : null;
  } catch {
    return null;
  }
}

function isUnsent(value: unknown): value is UnsentMessage {
  const message = value as Partial<UnsentMessage> | null;
  return [message?.id, message?.conversationId, message?.text, message?.createdAt, message?.state].every(
    (field) => typeof field === 'string',
  );
}
