import type { Database } from '@/db/client';
import type { Cursor } from './cursor';
import { affects, type Frame, sseBlock, toFrame } from './frames';
import { EVENTS_PAGE, readEvents } from './read-events';
import { mayHear, type ReaderAccess, readAccess } from './reader-access';

/** Where a stream's bytes go: one connected screen. */
export interface LiveSink {
  write(bytes: Buffer): void;
  /** Resolves when the screen has taken most of what was written, or is gone. */
  drained(): Promise<void>;
  /** Ends the stream; the screen connects again if it is still signed in. */
  end(): void;
}

export interface Stream {
  readonly userId: string;
  readonly sink: LiveSink;
  /** The number up to which the screen has been told everything it may hear. */
  position: number;
  access: ReaderAccess | null;
  /** True while the feed delivers to it; false while it catches up by itself. */
  live: boolean;
  closed: boolean;
}

/** Whom something that is not stored is for. */
export interface Whisper {
  organizationId: number;
  inboxId: string;
  conversationId: string;
  userIds: ReadonlySet<string>;
}

/**
 * The news of one organization on their way to its connected screens. New events are read once and the
 * same bytes go to every live stream that may hear them. A stream that starts, or whose access changed,
 * first catches up by itself from where it stands; it becomes live in the very moment its position has
 * reached the feed's, so that nothing is missed or told twice.
 */
export class Feed {
  readonly organizationId: number;
  readonly streams = new Set<Stream>();
  epoch: string;
  /** The last number delivered to the live streams. */
  head: number;
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  #pumping = false;
  #rungWhilePumping = false;

  constructor(database: Database, organizationId: number, start: Cursor, onError: (error: unknown) => void) {
    this.#database = database;
    this.organizationId = organizationId;
    this.epoch = start.epoch;
    this.head = start.seq;
    this.#onError = onError;
  }

  join(stream: Stream): void {
    this.streams.add(stream);
    void this.#catchUp(stream);
  }

  leave(stream: Stream): void {
    stream.closed = true;
    this.streams.delete(stream);
  }

  /** To those who are connected now; whoever is not has missed it. */
  whisper({ inboxId, conversationId, userIds }: Whisper, bytes: Buffer): void {
    const audience = { inboxId, conversationId, userId: null };
    for (const { userId, access, sink } of this.streams) {
      if (userIds.has(userId) && access && mayHear(access, audience)) sink.write(bytes);
    }
  }

  /** The events are no longer those we were reading: every screen starts anew from a position. */
  restart(to: Cursor): void {
    this.epoch = to.epoch;
    this.head = to.seq;
    for (const stream of this.streams) reset(stream, to);
  }

  /** Reads what is new and delivers it. Runs once at a time; a ring meanwhile makes it look again. */
  async pump(): Promise<void> {
    if (this.#pumping) {
      this.#rungWhilePumping = true;
      return;
    }
    this.#pumping = true;
    try {
      let more = true;
      while (more && this.streams.size > 0) {
        this.#rungWhilePumping = false;
        const { epoch } = this;
        const frames = await this.#readNew();
        const same = this.epoch === epoch; // else restarted while we read: what we read is of another time
        if (same) this.#deliver(frames);
        more = frames.length === EVENTS_PAGE || this.#rungWhilePumping || !same;
      }
    } catch (error) {
      this.#onError(error); // the next ring or poll tries again
    } finally {
      this.#pumping = false;
    }
  }

  async #readNew(): Promise<Frame[]> {
    const { organizationId, epoch, head } = this;
    const stored = await this.#database.withOrganization(organizationId, (tx) =>
      readEvents(tx, organizationId, head),
    );
    return stored.map((event) => toFrame(epoch, event));
  }

  #deliver(frames: readonly Frame[]): void {
    const first = frames[0];
    const last = frames.at(-1);
    if (!first || !last) return;
    // Numbers are dense, so a hole proves that events were thrown away under us.
    if (first.seq !== this.head + 1) {
      this.restart({ epoch: this.epoch, seq: last.seq });
      return;
    }
    this.head = last.seq;
    for (const stream of this.streams) {
      if (!stream.live || !stream.access) continue;
      const access = stream.access;
      const changedAt = frames.findIndex((frame) => frame.seq > stream.position && affects(access, frame));
      send(stream, access, changedAt < 0 ? frames : frames.slice(0, changedAt));
      if (changedAt < 0) continue;
      stream.live = false;
      void this.#catchUp(stream);
    }
  }

  /** Replays to one stream what it has not been told, and makes it live. */
  async #catchUp(stream: Stream): Promise<void> {
    try {
      while (!stream.closed) {
        const { epoch, head } = this;
        const { frames, access } = await this.#readFor(stream);
        if (stream.closed) return;
        if (this.epoch !== epoch) continue;
        if (!access) {
          stream.sink.end();
          return;
        }
        stream.access = access;
        // A hole, or nothing where there was something, proves that events were thrown away.
        const readable = (frames[0]?.seq ?? head + 1) - 1;
        if (readable > stream.position) reset(stream, { epoch, seq: readable });
        send(stream, access, frames);
        // No await between this comparison and going live: the feed cannot move in between.
        if (stream.position >= this.head) {
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
  #readFor(stream: Stream): Promise<{ frames: Frame[]; access: ReaderAccess | null }> {
    const { organizationId, epoch } = this;
    return this.#database.withOrganization(organizationId, async (tx) => {
      const stored = await readEvents(tx, organizationId, stream.position);
      const frames = stored.map((event) => toFrame(epoch, event));
      const known = stream.access;
      const fresh = !known || frames.some((frame) => affects(known, frame));
      return { frames, access: fresh ? await readAccess(tx, organizationId, stream.userId) : known };
    });
  }
}

function reset(stream: Stream, to: Cursor): void {
  stream.position = to.seq;
  stream.sink.write(sseBlock('reset', '{}', to));
}

/** Writes, in one piece, those frames that the reader has not been told and may hear. */
function send(stream: Stream, access: ReaderAccess, frames: readonly Frame[]): void {
  const heard = frames.filter((frame) => frame.seq > stream.position && mayHear(access, frame));
  stream.position = Math.max(stream.position, frames.at(-1)?.seq ?? 0);
  const [only] = heard;
  if (only)
    stream.sink.write(heard.length === 1 ? only.bytes : Buffer.concat(heard.map(({ bytes }) => bytes)));
}
