import { inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { eventCounters } from '@/db/schema/events';
import type { Cursor } from './cursor';
import { affects, type Frame, sseBlock, toFrame } from './frames';
import { EVENTS_PAGE, readEvents, readPosition } from './read-events';
import { mayHear, type ReaderAccess, readAccess } from './reader-access';

/** Further behind than this, asking again is cheaper for everybody than replaying. */
const REPLAY_MOST = 5_000;

/** Where a stream's bytes go: one connected screen. */
export interface LiveSink {
  write(bytes: Buffer): void;
  /** Resolves when the screen has taken most of what was written, or is gone. */
  drained(): Promise<void>;
  /** Ends the stream; the screen connects again if it is still signed in. */
  end(): void;
}

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

interface Stream {
  userId: string;
  sink: LiveSink;
  position: number;
  access: ReaderAccess | null;
  /** True while the feed delivers to it; false while it catches up by itself. */
  live: boolean;
  closed: boolean;
}

interface Feed {
  organizationId: number;
  epoch: string;
  /** The last number delivered to the live streams. */
  head: number;
  streams: Set<Stream>;
  pumping: boolean;
  rungWhilePumping: boolean;
}

/**
 * Brings news to the connected screens of this process. Each organization with a screen has one feed:
 * it reads new events once and hands the same bytes to every stream that may hear them. A stream that
 * starts, or whose access changed, first catches up by itself from where it stands; it joins the feed
 * in the very moment its position has reached the feed's, so that nothing is missed or told twice.
 */
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
    const feed =
      this.#feeds.get(organizationId) ?? this.#newFeed(organizationId, position.epoch, position.lastSeq);
    if (feed.epoch !== position.epoch) this.#restart(feed, { epoch: position.epoch, seq: position.lastSeq });
    const newest = { epoch: position.epoch, seq: position.lastSeq };
    const lost =
      after === 'unreadable' ||
      (after !== null &&
        (after.epoch !== newest.epoch ||
          after.seq > newest.seq ||
          after.seq < position.prunedUpto ||
          newest.seq - after.seq > REPLAY_MOST));
    const start = lost || after === null ? newest : after;
    const stream: Stream = { userId, sink, position: start.seq, access: null, live: false, closed: false };
    feed.streams.add(stream);
    sink.write(sseBlock('hello', '{}', start));
    if (lost) sink.write(sseBlock('reset', '{}', start));
    void this.#catchUp(feed, stream);
    return {
      cursor: () => ({ epoch: feed.epoch, seq: stream.position }),
      close: () => this.#leave(feed, stream),
    };
  }

  /** There may be news in these organizations. */
  ring(organizationIds: Iterable<number>): void {
    for (const id of organizationIds) {
      const feed = this.#feeds.get(id);
      if (feed) void this.#pump(feed);
    }
  }

  ringAll(): void {
    this.ring([...this.#feeds.keys()]);
  }

  /** Looks whether a ring was lost: one query for all organizations with a screen. Throws DatabaseUnavailable. */
  async poll(): Promise<void> {
    const ids = [...this.#feeds.keys()];
    if (ids.length === 0) {
      this.#lag = 0;
      return;
    }
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
    this.#lag = 0;
    for (const { id, lastSeq, epoch } of counters) {
      const feed = this.#feeds.get(id);
      if (!feed) continue;
      if (feed.epoch !== epoch) this.#restart(feed, { epoch, seq: lastSeq });
      this.#lag = Math.max(this.#lag, lastSeq - feed.head);
      if (lastSeq > feed.head) void this.#pump(feed);
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

  #newFeed(organizationId: number, epoch: string, head: number): Feed {
    const feed = {
      organizationId,
      epoch,
      head,
      streams: new Set<Stream>(),
      pumping: false,
      rungWhilePumping: false,
    };
    this.#feeds.set(organizationId, feed);
    return feed;
  }

  #leave(feed: Feed, stream: Stream): void {
    stream.closed = true;
    feed.streams.delete(stream);
    if (feed.streams.size === 0 && this.#feeds.get(feed.organizationId) === feed) {
      this.#feeds.delete(feed.organizationId);
    }
  }

  /** Reads what is new, once for all live streams of the feed. Runs at most once at a time per feed. */
  async #pump(feed: Feed): Promise<void> {
    if (feed.pumping) {
      feed.rungWhilePumping = true;
      return;
    }
    feed.pumping = true;
    try {
      let more = true;
      while (more && feed.streams.size > 0) {
        feed.rungWhilePumping = false;
        const { epoch } = feed;
        const frames = await this.#read(feed, feed.head);
        if (feed.epoch === epoch) this.#deliver(feed, frames);
        more = frames.length === EVENTS_PAGE || feed.rungWhilePumping || feed.epoch !== epoch;
      }
    } catch (error) {
      this.#onError(error); // the next ring or poll tries again
    } finally {
      feed.pumping = false;
    }
  }

  async #read(feed: Feed, after: number): Promise<Frame[]> {
    const { organizationId, epoch } = feed;
    const stored = await this.#database.withOrganization(organizationId, (tx) =>
      readEvents(tx, organizationId, after),
    );
    return stored.map((event) => toFrame(epoch, event));
  }

  #deliver(feed: Feed, frames: readonly Frame[]): void {
    const first = frames[0];
    const last = frames.at(-1);
    if (!first || !last) return;
    // Numbers are dense, so a hole proves that events were thrown away under us.
    if (first.seq !== feed.head + 1) {
      this.#restart(feed, { epoch: feed.epoch, seq: last.seq });
      return;
    }
    feed.head = last.seq;
    for (const stream of feed.streams) {
      if (!stream.live || !stream.access) continue;
      const access = stream.access;
      const changedAt = frames.findIndex((frame) => frame.seq > stream.position && affects(access, frame));
      send(stream, access, changedAt < 0 ? frames : frames.slice(0, changedAt));
      if (changedAt < 0) continue;
      stream.live = false;
      void this.#catchUp(feed, stream);
    }
  }

  /** Replays to one stream what it has not been told, and lets it join the feed. */
  async #catchUp(feed: Feed, stream: Stream): Promise<void> {
    try {
      while (!stream.closed) {
        const before = { epoch: feed.epoch, head: feed.head };
        const { frames, access } = await this.#readFor(feed, stream);
        if (stream.closed) return;
        if (feed.epoch !== before.epoch) continue; // restarted while we read: what we read is of another time
        if (!access) {
          stream.sink.end();
          return;
        }
        stream.access = access;
        // Numbers are dense: a hole, or nothing where there was something, proves that events were thrown away.
        const readable = (frames[0]?.seq ?? before.head + 1) - 1;
        if (readable > stream.position) this.#reset(stream, { epoch: feed.epoch, seq: readable });
        send(stream, access, frames);
        // No await between this comparison and joining: the feed cannot move in between.
        if (stream.position >= feed.head) {
          stream.live = true;
          return;
        }
        await stream.sink.drained();
      }
    } catch (error) {
      this.#onError(error);
      stream.sink.end();
    }
  }

  /** Access is read after the events, so it is never older than what it is applied to. */
  #readFor(feed: Feed, stream: Stream): Promise<{ frames: Frame[]; access: ReaderAccess | null }> {
    const { organizationId, epoch } = feed;
    return this.#database.withOrganization(organizationId, async (tx) => {
      const stored = await readEvents(tx, organizationId, stream.position);
      const frames = stored.map((event) => toFrame(epoch, event));
      const known = stream.access;
      const fresh = !known || frames.some((frame) => affects(known, frame));
      return { frames, access: fresh ? await readAccess(tx, organizationId, stream.userId) : known };
    });
  }

  /** The events are no longer those we were reading: every screen starts anew from a position. */
  #restart(feed: Feed, to: Cursor): void {
    feed.epoch = to.epoch;
    feed.head = to.seq;
    for (const stream of feed.streams) this.#reset(stream, to);
  }

  #reset(stream: Stream, to: Cursor): void {
    stream.position = to.seq;
    stream.sink.write(sseBlock('reset', '{}', to));
  }
}

/** Writes, in one piece, those frames that the reader has not been told and may hear. */
function send(stream: Stream, access: ReaderAccess, frames: readonly Frame[]): void {
  const heard = frames.filter((frame) => frame.seq > stream.position && mayHear(access, frame));
  stream.position = Math.max(stream.position, frames.at(-1)?.seq ?? 0);
  const [only] = heard;
  if (only)
    stream.sink.write(heard.length === 1 ? only.bytes : Buffer.concat(heard.map(({ bytes }) => bytes)));
}
