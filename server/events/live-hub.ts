import { inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { eventCounters } from '@/db/schema/events';
import type { Cursor } from './cursor';
import { Feed, type LiveSink, type Stream, type Whisper } from './feed';
import { sseBlock } from './frames';
import { readPosition, type StreamPosition } from './read-events';

/** Further behind than this, asking again is cheaper for everybody than replaying. */
const REPLAY_MOST = 5_000;

export interface OpenStream {
  organizationId: number;
  userId: string;
  /** Where the screen stands; null when it starts from now, `unreadable` when it sent something else. */
  after: Cursor | 'unreadable' | null;
  sink: LiveSink;
}

export interface LiveSubscription {
  /** The number up to which this screen has been told everything it may hear. */
  cursor(): Cursor;
  close(): void;
}

/** Brings news to the connected screens of this process: one feed for each organization that has any. */
export class LiveHub {
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  readonly #feeds = new Map<number, Feed>();
  #lag = 0;

  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
  }

  /** Opens a stream: `hello`, then `reset` or the events after the cursor, then what comes. Throws DatabaseUnavailable. */
  async open({ organizationId, userId, after, sink }: OpenStream): Promise<LiveSubscription> {
    const position = await this.#database.withOrganization(organizationId, (tx) =>
      readPosition(tx, organizationId),
    );
    const newest = { epoch: position.epoch, seq: position.lastSeq };
    const feed = this.#feedOf(organizationId, newest);
    const resume = after === null ? newest : resumable(after, position);
    const start = resume ?? newest;
    const stream: Stream = { userId, sink, position: start.seq, access: null, live: false, closed: false };
    sink.write(sseBlock('hello', '{}', start));
    if (!resume) sink.write(sseBlock('reset', '{}', start));
    feed.join(stream);
    return {
      cursor: () => ({ epoch: feed.epoch, seq: stream.position }),
      close: () => {
        feed.leave(stream);
        if (feed.streams.size === 0 && this.#feeds.get(organizationId) === feed)
          this.#feeds.delete(organizationId);
      },
    };
  }

  /** Says something to these people's screens now, if they may hear of the conversation; it is not repeated. */
  whisper(to: Whisper, bytes: Buffer): void {
    this.#feeds.get(to.organizationId)?.whisper(to, bytes);
  }

  /** There may be news in these organizations. */
  ring(organizationIds: Iterable<number>): void {
    for (const id of organizationIds) void this.#feeds.get(id)?.pump();
  }

  ringAll(): void {
    this.ring([...this.#feeds.keys()]);
  }

  /** Looks whether a ring was lost: one query for all organizations with a screen. Throws DatabaseUnavailable. */
  async poll(): Promise<void> {
    const ids = [...this.#feeds.keys()];
    this.#lag = 0;
    if (ids.length === 0) return;
    const counters = await this.#database.withDispatcher((tx) =>
      tx
        .select({
          id: eventCounters.organizationId,
          lastSeq: eventCounters.lastSeq,
          epoch: eventCounters.epoch,
        })
        .from(eventCounters)
        .where(inArray(eventCounters.organizationId, ids)),
    );
    for (const { id, lastSeq, epoch } of counters) {
      const feed = this.#feeds.get(id);
      if (!feed) continue;
      if (feed.epoch !== epoch) feed.restart({ epoch, seq: lastSeq });
      this.#lag = Math.max(this.#lag, lastSeq - feed.head);
      if (lastSeq > feed.head) void feed.pump();
    }
  }

  /** For metrics: events the furthest behind feed had not delivered at the last poll. */
  get lag(): number {
    return this.#lag;
  }

  /** For metrics: connected screens. */
  get streams(): number {
    let count = 0;
    for (const feed of this.#feeds.values()) count += feed.streams.size;
    return count;
  }

  #feedOf(organizationId: number, newest: Cursor): Feed {
    const known = this.#feeds.get(organizationId);
    if (known) {
      if (known.epoch !== newest.epoch) known.restart(newest);
      return known;
    }
    const feed = new Feed(this.#database, organizationId, newest, this.#onError);
    this.#feeds.set(organizationId, feed);
    return feed;
  }
}

/** The cursor, when all events after it can still be told one by one; else null. */
function resumable(after: Cursor | 'unreadable', position: StreamPosition): Cursor | null {
  if (after === 'unreadable' || after.epoch !== position.epoch) return null;
  const behind = position.lastSeq - after.seq;
  return after.seq >= position.prunedUpto && behind >= 0 && behind <= REPLAY_MOST ? after : null;
}
