import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MediaRefusal } from './media-refusal';

export interface Spooled {
  path: string;
  bytes: number;
  sha256: string;
}

/** What a crash left behind is older than any upload under way. Milliseconds. */
const LEFT_OVER_MS = 3_600_000;

/** The folder in which files are written while they come in, and worked on. Its files live for seconds. */
export class Spool {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** A new name in the folder, which is made when it is not there. */
  async #newPath(): Promise<string> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    return path.join(this.#dir, randomUUID());
  }

  /**
   * Writes a stream to a file, counting and hashing as it goes; the file is on the disk when this resolves. Whatever goes
   * wrong, nothing is left.
   * @throws MediaRefusal too_big as soon as more than `limit` bytes have come; whatever the stream throws
   */
  async take(stream: Readable, limit: number): Promise<Spooled> {
    const place = await this.#newPath();
    const hash = createHash('sha256');
    let bytes = 0;
    const counted = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > limit) throw new MediaRefusal('too_big');
        hash.update(chunk);
        yield chunk;
      }
    };
    // Made before anything can go wrong: a file that is still being opened when its stream breaks off comes to be after it was
    // taken away.
    const file = await open(place, 'wx', 0o600);
    try {
      await pipeline(stream, counted, file.createWriteStream({ flush: true }));
      return { path: place, bytes, sha256: hash.digest('hex') };
    } catch (error) {
      await rm(place, { force: true });
      throw error;
    }
  }

  /** Lends two new names for work on the files `taken`, and takes all of them away in the end, however it ends. */
  async working<T>(taken: readonly string[], work: (one: string, other: string) => Promise<T>): Promise<T> {
    const [one, other] = [await this.#newPath(), await this.#newPath()];
    try {
      return await work(one, other);
    } finally {
      await Promise.all([...taken, one, other].map((place) => rm(place, { force: true })));
    }
  }

  /** Takes away what a crash left. */
  async sweep(now: Date): Promise<void> {
    for (const name of await readdir(this.#dir).catch(() => [])) {
      const place = path.join(this.#dir, name);
      const found = await stat(place).catch(() => null);
      if (found && now.getTime() - found.mtimeMs > LEFT_OVER_MS) await rm(place, { force: true });
    }
  }
}
