import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '@/server/domain/events/event';
import { conversationListsKey, threadKey } from '../shared/query-keys';

/** Caches that live news patches, by the first part of their keys: lists and open conversations share theirs. */
const LIVE: ReadonlySet<unknown> = new Set([conversationListsKey[0], threadKey('')[0]]);

/**
 * Lists and threads that are on their way may have been read before some news, and would undo it when they arrive
 * (a further page brings the older ones along as they were when it was asked for). So news that comes meanwhile is
 * kept, in order, and brought in once more after each arrival, until nothing is on its way.
 */
export class CatchUp {
  readonly #queries: QueryClient;
  readonly #bringIn: (event: LiveEvent) => void;
  #kept: LiveEvent[] = [];

  /** @param bringIn may be called with the same news any number of times */
  constructor(queries: QueryClient, bringIn: (event: LiveEvent) => void) {
    this.#queries = queries;
    this.#bringIn = bringIn;
  }

  /** To be called for all news that has just been brought in; the same news twice is kept once. */
  keep(event: LiveEvent): void {
    if (this.#kept.includes(event)) return;
    const waits = this.#kept.length > 0;
    if (!waits && this.#onTheirWay().length === 0) return;
    this.#kept.push(event);
    if (!waits) void this.#afterArrivals();
  }

  async #afterArrivals(): Promise<void> {
    try {
      for (let awaited = this.#onTheirWay(); awaited.length > 0; awaited = this.#onTheirWay()) {
        await Promise.allSettled(awaited);
        // What came is put into its cache right after the promise.
        await new Promise((resolve) => setTimeout(resolve, 0));
        for (const event of this.#kept) this.#bringIn(event);
      }
    } finally {
      this.#kept = [];
    }
  }

  #onTheirWay(): Promise<unknown>[] {
    return this.#queries
      .getQueryCache()
      .findAll({ fetchStatus: 'fetching' })
      .flatMap(({ queryKey, promise }) => (LIVE.has(queryKey[0]) && promise ? [promise] : []));
  }
}
