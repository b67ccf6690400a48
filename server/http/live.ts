import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Session } from '@/server/auth/resolve-session';
import { DomainError } from '@/server/domain/errors';
import { parseCursor } from '@/server/events/cursor';
import type { LiveSink } from '@/server/events/feed';
import { sseBlock } from '@/server/events/frames';
import type { LiveHub, LiveSubscription, OpenStream } from '@/server/events/live-hub';
import type { Exchange, Handler } from './exchange';

const BEAT_MS = 15_000;
const SESSION_CHECK_MS = 5_000;
const STREAMS_PER_USER = 10;
/** A screen that leaves this much unread is cut off; it comes back with its cursor (bytes). */
const UNREAD_MOST = 1024 * 1024;
/** A replay goes on when less than this is unread (bytes). */
const UNREAD_FEW = 64 * 1024;
const LIFE_MS = 30 * 60_000;
/** After a restart screens come back spread over this time, not all at once. */
const SPREAD_MS = 5_000;

export interface LiveParts {
  hub: Pick<LiveHub, 'open'>;
  resolve(headers: IncomingMessage['headers']): Promise<Session | null>;
  /** Which of these sessions are still good. */
  goodSessions(ids: readonly string[]): Promise<Set<string>>;
  onError(error: unknown): void;
}

interface Stream {
  session: Session;
  res: ServerResponse;
  subscription: LiveSubscription | null;
  endsAt: number;
}

/**
 * GET /api/live: the news of one organization as an event stream, from `?after=<cursor>` or
 * Last-Event-ID on. Blocks: `hello`, `news` (a LiveEvent), `beat` (still here), `reset` (ask everything
 * again), `reconnect` (`{afterMs}`: we are closing, come back then). One instance per process.
 */
export class LiveDoor {
  readonly #parts: LiveParts;
  readonly #streams = new Set<Stream>();
  readonly #timers: NodeJS.Timeout[];
  #draining = false;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#timers = [
      setInterval(() => this.beat(), BEAT_MS),
      setInterval(() => void this.check(), SESSION_CHECK_MS),
    ];
  }

  readonly handle: Handler = async (req, res, exchange) => {
    if (this.#draining) throw new DomainError('unavailable', 'draining', 'This server is restarting.');
    const session = await this.#parts.resolve(req.headers);
    if (!session)
      throw new DomainError('unauthenticated', 'signed_out', 'You are signed out. Sign in again.');
    if (this.#streamsOf(session) >= STREAMS_PER_USER) {
      throw new DomainError(
        'too_many_requests',
        'too_many_streams',
        'Too many browsers are connected as you.',
      );
    }
    const life = LIFE_MS * (0.9 + Math.random() * 0.2);
    const stream: Stream = { session, res, subscription: null, endsAt: performance.now() + life };
    this.#streams.add(stream);
    res.once('close', () => {
      this.#streams.delete(stream);
      stream.subscription?.close();
    });
    try {
      stream.subscription = await this.#parts.hub.open({
        organizationId: session.organizationId,
        userId: session.user.id,
        after: startOf(req, exchange),
        sink: sinkFor(res),
      });
    } catch (error) {
      this.#streams.delete(stream);
      throw error;
    }
    if (res.closed) stream.subscription.close();
  };

  /** Ends streams whose session is over or whose time is up. Runs by itself every five seconds. */
  async check(): Promise<void> {
    try {
      const checked = [...this.#streams];
      const good = await this.#parts.goodSessions(checked.map(({ session }) => session.sessionId));
      for (const stream of checked) {
        if (!good.has(stream.session.sessionId)) stream.res.end();
        else if (performance.now() > stream.endsAt) sendAway(stream);
      }
    } catch (error) {
      this.#parts.onError(error); // without a database nobody is thrown out; the next check decides
    }
  }

  /**
   * Keeps proxies from closing a quiet stream, lets a browser notice a line that has gone dead, and
   * moves its cursor past what it may not hear. Runs by itself every fifteen seconds.
   */
  beat(): void {
    for (const { res, subscription } of this.#streams) {
      if (subscription) write(res, sseBlock('beat', '{}', subscription.cursor()));
    }
  }

  /** Takes no new stream and asks all to come back a little later. */
  drain(): void {
    this.#draining = true;
    for (const stream of this.#streams) sendAway(stream);
    for (const timer of this.#timers) clearInterval(timer);
  }

  #streamsOf({ organizationId, user }: Session): number {
    let count = 0;
    for (const { session } of this.#streams) {
      if (session.user.id === user.id && session.organizationId === organizationId) count += 1;
    }
    return count;
  }
}

function startOf(req: IncomingMessage, { query }: Exchange): OpenStream['after'] {
  // The header is the later one: a browser that reconnects by itself repeats the address it began with.
  const header = req.headers['last-event-id'];
  const text = (Array.isArray(header) ? header[0] : header) ?? new URLSearchParams(query).get('after');
  return text === null || text === '' ? null : (parseCursor(text) ?? 'unreadable');
}

function sinkFor(res: ServerResponse): LiveSink {
  return {
    write: (bytes) => write(res, bytes),
    drained: () =>
      new Promise((resolve) => {
        if (res.closed || res.writableLength < UNREAD_FEW) return resolve();
        const done = () => {
          res.off('drain', done);
          res.off('close', done);
          resolve();
        };
        res.once('drain', done);
        res.once('close', done);
      }),
    end: () => res.end(),
  };
}

function write(res: ServerResponse, bytes: Buffer): void {
  if (res.closed || res.writableEnded) return;
  if (res.writableLength > UNREAD_MOST) {
    res.destroy();
    return;
  }
  if (!res.headersSent) {
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'private, no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
  }
  res.write(bytes);
}

function sendAway({ res }: Stream): void {
  write(res, sseBlock('reconnect', JSON.stringify({ afterMs: Math.round(Math.random() * SPREAD_MS) })));
  res.end();
}
