import type { Logger } from 'pino';
import { inOrganization } from '@/server/context';
import { waitAfterTry } from '@/server/domain/media/fetch-waits';
import type { MediaTools } from '@/server/media/ingest';
import { claimFetch, type DueFile, dueFiles, type FileToFetch } from '@/server/usecases/media/claim-fetch';
import { type Fetched, settleFetch } from '@/server/usecases/media/settle-fetch';
import type { DeliveryTools } from '@/server/usecases/messages/deliver-message';
import { bringFile } from './bring-file';

export interface FetchTools extends Pick<DeliveryTools, 'box' | 'openConnection'> {
  media: MediaTools;
  /** In how many milliseconds a file must be here to its last byte; left out = what fetchRemote says. */
  fetchMs?: number;
}

const ACTOR = { kind: 'job' } as const;
/** Files under way at once: each holds a connection and a place in the spool, hardly any memory. */
const PLACES = 16;
/** Of these, for one organization: a carrier that drips holds up nobody else's. */
const PLACES_OF_ONE = 8;

/** Fetches files side by side: one that is slow holds its own place and nothing else. */
export class FileFetcher {
  readonly #tools: FetchTools;
  readonly #log: Logger;
  readonly #onFree: () => void;
  /** What is under way, and whose it is. */
  readonly #underWay = new Map<Promise<void>, number>();

  /** @param onFree a place is free again: there may be something to start */
  constructor(tools: FetchTools, log: Logger, onFree: () => void = () => undefined) {
    this.#tools = tools;
    this.#log = log;
    this.#onFree = onFree;
  }

  /**
   * Claims what is due, as far as there are places, and begins to fetch it.
   * @returns in how many milliseconds there may be more; null = nobody knows of any, or `onFree` will say
   */
  async start(): Promise<number | null> {
    const { box } = this.#tools;
    const free = PLACES - this.#underWay.size;
    if (free === 0) return null;
    const { due, nextInMs } = await dueFiles(box.database, box.clock(), free, this.#fullOrganizations());
    const claimed = await Promise.all(this.#withinPlaces(due).map((file) => this.#claim(file)));
    // Due but not ours: another worker has them, and nobody is to look in a circle meanwhile.
    return claimed.some(Boolean) ? 0 : nextInMs;
  }

  /** Resolves when nothing is under way any more. */
  async finish(): Promise<void> {
    await Promise.all(this.#underWay.keys());
  }

  /** @returns false when another worker has the file */
  async #claim({ organizationId, fileId }: DueFile): Promise<boolean> {
    const { box } = this.#tools;
    try {
      const file = await inOrganization(box, organizationId, ACTOR, (ctx) => claimFetch(ctx, fileId));
      if (file) this.#begin(organizationId, file);
      return file !== null;
    } catch (error) {
      this.#log.warn({ err: error, organizationId, fileId }, 'a file could not be claimed');
      return false;
    }
  }

  #begin(organizationId: number, file: FileToFetch): void {
    const fetching = this.#fetch(organizationId, file)
      // It is tried again when its claim has ended.
      .catch((error: unknown) =>
        this.#log.warn(
          { err: error, organizationId, fileId: file.id },
          'what became of a file is not stored',
        ),
      )
      .finally(() => {
        this.#underWay.delete(fetching);
        this.#onFree();
      });
    this.#underWay.set(fetching, organizationId);
  }

  /** Outside of any transaction, but for its end. */
  async #fetch(organizationId: number, file: FileToFetch): Promise<void> {
    const fetched = await this.#bring(organizationId, file);
    await inOrganization(this.#tools.box, organizationId, ACTOR, (ctx) => settleFetch(ctx, file.id, fetched));
  }

  /** A fault of our own (a full disk, a bug) has as many tries as one of the carrier, and then an end that is heard of. */
  async #bring(organizationId: number, file: FileToFetch): Promise<Fetched> {
    const about = { organizationId, fileId: file.id, attempts: file.attempts };
    if (file.exhausted) {
      this.#log.error(about, 'a file is given up: whoever fetched it never came back');
      return { fault: 'not_stored', lasting: true };
    }
    try {
      return await bringFile(this.#tools, organizationId, file);
    } catch (error) {
      const last = waitAfterTry(file.attempts) === null;
      this.#log[last ? 'error' : 'warn'](
        { ...about, err: error },
        last ? 'a file is given up: it could not be stored' : 'a file could not be stored',
      );
      return { fault: 'not_stored', lasting: false };
    }
  }

  #fullOrganizations(): number[] {
    return [...new Set(this.#underWay.values())].filter((id) => this.#countOf(id) >= PLACES_OF_ONE);
  }

  #withinPlaces(due: readonly DueFile[]): DueFile[] {
    return due.filter(({ organizationId }, index) => {
      const before = due.slice(0, index).filter((file) => file.organizationId === organizationId);
      return this.#countOf(organizationId) + before.length < PLACES_OF_ONE;
    });
  }

  #countOf(organizationId: number): number {
    return [...this.#underWay.values()].filter((id) => id === organizationId).length;
  }
}
