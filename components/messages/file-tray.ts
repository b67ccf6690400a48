import { uuidv7 } from 'uuidv7';
import { MAX_WAITING, type WaitingFile } from '@/server/domain/media/file';
import { storedTrayFile, type TrayFile, trayFile, withOriginal, withoutOriginals } from './tray-file';
import { FileRefused } from './upload-file';

/** Where the files go. */
export interface TrayDoor {
  /** @throws FileRefused; any other error when no answer came */
  upload(file: {
    id: string;
    file: File;
    onProgress: (part: number) => void;
    signal: AbortSignal;
  }): Promise<WaitingFile>;
  /** @throws as upload */
  shrink(task: { id: string; fileId: string; budget: number }, signal: AbortSignal): Promise<WaitingFile>;
  /** Never rejects: what is not removed goes with the server's sweep. */
  remove(fileId: string, keepOriginal?: boolean): void;
}

/** So many uploads at once: more only make each of them slower. */
const AT_ONCE = 3;

/**
 * The files that wait in one conversation's text box. Uploads begin when files are added, go on while other
 * conversations are read, and can each be stopped and tried again; trying again brings no second file.
 */
export class FileTray {
  readonly #door: TrayDoor;
  readonly #listeners = new Set<() => void>();
  readonly #aborts = new Map<string, AbortController>();
  /** When each came to be known as stored (milliseconds), against older lists of the server. */
  readonly #knownSince = new Map<string, number>();
  /**
   * Sent or removed here, and until when lists of the server may not know it (milliseconds; Infinity until it is
   * heard): such a list does not bring them back.
   */
  readonly #gone = new Map<string, number>();
  #files: readonly TrayFile[] = [];

  constructor(door: TrayDoor) {
    this.#door = door;
  }

  readonly files = (): readonly TrayFile[] => this.#files;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes chosen, pasted or dropped files; those that can never go say so at once. */
  add(chosen: readonly File[]): void {
    const room = MAX_WAITING - this.#files.length;
    this.#replace([...this.#files, ...chosen.map((file, index) => trayFile(file, index < room))]);
    this.#pump();
  }

  /** The server's list, asked for at `askedAt` (milliseconds): what another device added or took away. */
  heard(stored: readonly WaitingFile[], askedAt: number): void {
    const listed = new Set(stored.map(({ id }) => id));
    const known = new Set(this.#files.map(({ id }) => id));
    const kept = this.#files.filter(
      ({ id, state }) => state !== 'ready' || listed.has(id) || (this.#knownSince.get(id) ?? 0) >= askedAt,
    );
    const shown = withoutOriginals(stored, this.#files);
    const added = shown
      .filter(({ id }) => !known.has(id) && askedAt > (this.#gone.get(id) ?? -1))
      .map(storedTrayFile);
    const all = [...kept, ...added].map((file) => withOriginal(file, stored));
    if (all.length !== this.#files.length || all.some((file, i) => file !== this.#files[i])) {
      this.#replace(all);
    }
  }

  /** The server has put these into a message: lists asked for from now on know it. */
  heardTaken(ids: Iterable<string>): void {
    for (const id of ids) if (this.#gone.has(id)) this.#gone.set(id, Date.now());
  }

  /** Stops its upload if it is on its way, and takes it away. */
  remove(id: string): void {
    this.#aborts.get(id)?.abort();
    this.#forget(id);
    this.#pump();
  }

  /** Tries what got no answer once more. */
  again(id: string): void {
    this.#change(id, { state: 'waiting', progress: 0 });
    this.#pump();
  }

  /** The connection is back. */
  resume(): void {
    for (const { id, state } of this.#files) if (state === 'lost') this.again(id);
  }

  /** Puts a file `by` places further to the end; a negative number, to the beginning. */
  move(id: string, by: number): void {
    const from = this.#files.findIndex((file) => file.id === id);
    const file = this.#files[from];
    if (!file) return;
    const others = this.#files.toSpliced(from, 1);
    this.#replace(others.toSpliced(Math.max(0, Math.min(from + by, others.length)), 0, file));
  }

  describe(id: string, alt: string): void {
    this.#change(id, { alt });
  }

  /** Makes pictures smaller, each to its budget in bytes; the small one takes the large one's place. */
  shrink(budgets: ReadonlyMap<string, number>): void {
    for (const [id, budget] of budgets) void this.#shrinkOne(id, budget);
  }

  /** Puts the picture back that was there before it was shrunk; the small one goes. */
  unshrink(id: string): void {
    const { original, stored } = this.#files.find((file) => file.id === id) ?? {};
    if (!original || !stored) return;
    this.#gone.set(id, Number.POSITIVE_INFINITY);
    this.#gone.delete(original.id);
    this.#knownSince.set(original.id, Date.now());
    this.#door.remove(id, true);
    const { id: originalId, bytes, contentType } = original;
    this.#change(id, {
      ...{ id: originalId, bytes: bytes ?? 0, contentType, stored: original },
      ...{ original: null, reason: null },
    });
  }

  /** Hands over what is sent with the next message: all, or those that are named. The others stay. */
  take(ids: readonly string[] = this.#files.map(({ id }) => id)): WaitingFile[] {
    const taken = this.#files.filter(({ id }) => ids.includes(id));
    for (const { id } of taken) this.#gone.set(id, Number.POSITIVE_INFINITY);
    this.#replace(this.#files.filter((file) => !taken.includes(file)));
    return taken.flatMap(({ stored, alt }) => (stored ? [{ ...stored, alt }] : []));
  }

  /** The message was not sent after all, or is written anew: its files wait here again. */
  giveBack(files: readonly WaitingFile[]): void {
    for (const { id } of files) {
      this.#gone.delete(id);
      this.#knownSince.set(id, Date.now());
    }
    this.#replace([...files.map(storedTrayFile), ...this.#files]);
  }

  /** The message was let go, and its files with it. */
  discard(files: readonly WaitingFile[]): void {
    for (const { id } of files) this.#door.remove(id);
  }

  #pump(): void {
    const waiting = this.#files.filter(({ state }) => state === 'waiting');
    const busy = this.#files.filter(({ state }) => state === 'uploading').length;
    for (const file of waiting.slice(0, Math.max(0, AT_ONCE - busy))) void this.#upload(file);
  }

  async #upload({ id, local }: TrayFile): Promise<void> {
    if (!local) return;
    this.#change(id, { state: 'uploading' });
    await this.#during(id, (signal) =>
      this.#door.upload({
        id,
        file: local,
        onProgress: (progress) => this.#change(id, { progress }),
        signal,
      }),
    );
    this.#pump();
  }

  async #shrinkOne(id: string, budget: number): Promise<void> {
    const large = this.#files.find((file) => file.id === id);
    if (!large?.stored || large.state !== 'ready') return;
    this.#change(id, { state: 'shrinking', reason: null });
    const small = await this.#during(id, (signal) =>
      this.#door.shrink({ id: uuidv7(), fileId: id, budget }, signal),
    );
    if (small) {
      this.#gone.set(id, Number.POSITIVE_INFINITY);
      // Shrunk once more: the copy in between goes, the picture itself stays.
      if (large.original) this.#door.remove(id, true);
      this.#change(small.id, { original: large.original ?? large.stored });
    } else if (large.stored) {
      // It stays as it was, with the reason.
      this.#change(id, { state: 'ready', stored: large.stored });
    }
  }

  /** Waits for the server's answer about one file, and puts it in the file's place. */
  async #during(
    id: string,
    task: (signal: AbortSignal) => Promise<WaitingFile>,
  ): Promise<WaitingFile | null> {
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    try {
      const stored = await task(abort.signal);
      if (abort.signal.aborted) {
        this.#door.remove(stored.id);
        return null;
      }
      this.#knownSince.set(stored.id, Date.now());
      const { id: newId, name, contentType, bytes } = stored;
      this.#change(id, {
        ...{ id: newId, name, contentType, bytes: bytes ?? 0, stored },
        ...{ state: 'ready', progress: 1, reason: null },
      });
      return stored;
    } catch (error) {
      const reason = error instanceof FileRefused ? error.message : null;
      this.#change(id, { state: reason === null ? 'lost' : 'refused', reason });
      return null;
    } finally {
      this.#aborts.delete(id);
    }
  }

  #forget(id: string): void {
    const file = this.#files.find((one) => one.id === id);
    if (file?.stored) this.#door.remove(id);
    this.#gone.set(id, Number.POSITIVE_INFINITY);
    this.#replace(this.#files.filter((one) => one.id !== id));
  }

  #change(id: string, change: Partial<TrayFile>): void {
    this.#replace(this.#files.map((file) => (file.id === id ? { ...file, ...change } : file)));
  }

  #replace(files: readonly TrayFile[]): void {
    this.#files = files;
    for (const listener of this.#listeners) listener();
  }
}
