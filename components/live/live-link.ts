import { uuidv7 } from 'uuidv7';
import { isAfter } from './cursor';

export type LinkStatus = { kind: 'live' } | { kind: 'reconnecting'; retryAt: number } | { kind: 'offline' };

export interface News {
  id: string;
  /** A LiveEvent as JSON. */
  data: string;
}

/** What tabs of one browser tell each other. `to` names a tab; without it all are meant. */
type TabMessage =
  | { type: 'news'; news: News[]; to?: string }
  | { type: 'reset'; id: string; to?: string }
  | { type: 'presence'; data: string }
  | { type: 'status'; status: LinkStatus }
  | { type: 'joined'; from: string; after: string };

export interface LinkParts {
  /** Where the page's data stands: news after it is wanted. */
  cursor: string;
  onNews(data: string): void;
  /** Who looks at a conversation now: not stored, not repeated. */
  onPresence(data: string): void;
  /** News was missed that nobody can repeat: everything must be asked again. */
  onReset(): void;
  onStatus(status: LinkStatus): void;
  /** The stream could not be opened several times: is this person still signed in? */
  onRefused(): void;
}

/** The line is dead when nothing was heard for so long; the server speaks every 15 s. */
const SILENCE_MS = 40_000;
const RETRY_FIRST_MS = 500;
const RETRY_MOST_MS = 10_000;
/** News kept for tabs that open: a page is minutes old at most when it joins. */
const REMEMBERED = 500;
const NAME = 'waggle-live';

/**
 * The one event stream of a browser. Tabs elect a leader by a lock; the leader holds the connection and
 * tells the others, so that ten tabs cost the server one stream. Every tab remembers the last news it
 * heard: whoever becomes leader goes on from there, and nothing is lost or applied twice.
 */
export class LiveLink {
  readonly #parts: LinkParts;
  readonly #id = uuidv7();
  readonly #channel: BroadcastChannel | null;
  readonly #stopLeading = new AbortController();
  readonly #remembered: News[] = [];
  /** From here on `#remembered` holds everything. */
  #rememberedFrom: string;
  #last: string;
  #leading = false;
  #source: EventSource | null = null;
  #failures = 0;
  #status: LinkStatus = { kind: 'reconnecting', retryAt: 0 };
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#last = parts.cursor;
    this.#rememberedFrom = parts.cursor;
    this.#channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
    this.#channel?.addEventListener('message', ({ data }) => this.#heard(data as TabMessage));
    this.#tell({ type: 'joined', from: this.#id, after: this.#last });
    window.addEventListener('online', this.#atOnce);
    window.addEventListener('offline', this.#wentOffline);
    document.addEventListener('visibilitychange', this.#atOnce);
    void this.#becomeLeader();
  }

  close(): void {
    this.#stopLeading.abort();
    this.#disconnect();
    this.#channel?.close();
    window.removeEventListener('online', this.#atOnce);
    window.removeEventListener('offline', this.#wentOffline);
    document.removeEventListener('visibilitychange', this.#atOnce);
  }

  async #becomeLeader(): Promise<void> {
    const { signal } = this.#stopLeading;
    const lead = async () => {
      // The lock may be given just as this tab goes away: it must not be kept then.
      if (signal.aborted) return;
      this.#leading = true;
      this.#connect();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    };
    // Without locks or a channel each tab holds a stream of its own.
    if (!this.#channel || !navigator.locks) return lead();
    await navigator.locks.request(NAME, { signal }, lead).catch(() => undefined);
  }

  #connect(): void {
    this.#disconnect();
    if (this.#stopLeading.signal.aborted) return;
    const source = new EventSource(`/api/live?after=${encodeURIComponent(this.#last)}`);
    this.#source = source;
    this.#listenForSilence();
    source.addEventListener('hello', () => {
      this.#failures = 0;
      this.#setStatus({ kind: 'live' });
    });
    source.addEventListener('beat', ({ lastEventId }) => {
      this.#listenForSilence();
      if (isAfter(lastEventId, this.#last)) this.#last = lastEventId;
    });
    source.addEventListener('news', ({ lastEventId, data }) => {
      this.#listenForSilence();
      const news = [{ id: lastEventId, data: data as string }];
      this.#take(news);
      this.#tell({ type: 'news', news });
    });
    source.addEventListener('presence', ({ data }) => {
      this.#parts.onPresence(data as string);
      this.#tell({ type: 'presence', data: data as string });
    });
    source.addEventListener('reset', ({ lastEventId }) => {
      this.#tell({ type: 'reset', id: lastEventId });
      this.#reset(lastEventId);
    });
    source.addEventListener('reconnect', ({ data }) => {
      const { afterMs } = JSON.parse(data as string) as { afterMs: number };
      this.#again(afterMs);
    });
    source.addEventListener('error', () => this.#failed());
  }

  #disconnect(): void {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
  }

  #failed(): void {
    this.#failures += 1;
    if (this.#failures === 2) this.#parts.onRefused();
    const wait = Math.min(RETRY_FIRST_MS * 2 ** (this.#failures - 1), RETRY_MOST_MS);
    this.#again(wait * (0.7 + Math.random() * 0.6));
  }

  #again(waitMs: number): void {
    this.#disconnect();
    this.#setStatus(
      navigator.onLine ? { kind: 'reconnecting', retryAt: Date.now() + waitMs } : { kind: 'offline' },
    );
    this.#retry = setTimeout(() => this.#connect(), waitMs);
  }

  #listenForSilence(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#failed(), SILENCE_MS);
  }

  /** The network is back, or somebody looks at the page again: no reason to wait any longer. */
  readonly #atOnce = () => {
    if (this.#leading && this.#status.kind !== 'live' && document.visibilityState === 'visible')
      this.#connect();
  };

  readonly #wentOffline = () => {
    if (this.#leading) this.#again(RETRY_MOST_MS);
  };

  #heard(message: TabMessage): void {
    if ('to' in message && message.to !== undefined && message.to !== this.#id) return;
    switch (message.type) {
      case 'news':
        this.#take(message.news);
        break;
      case 'reset':
        this.#reset(message.id);
        break;
      case 'presence':
        this.#parts.onPresence(message.data);
        break;
      case 'status':
        this.#setStatus(message.status);
        break;
      case 'joined':
        if (this.#leading) this.#welcome(message.from, message.after);
    }
  }

  /** Brings a tab up to now that was loaded a moment ago; one that was loaded too long ago asks anew. */
  #welcome(to: string, after: string): void {
    this.#tell({ type: 'status', status: this.#status });
    if (isAfter(this.#rememberedFrom, after)) {
      this.#tell({ type: 'reset', id: this.#last, to });
      return;
    }
    const news = this.#remembered.filter(({ id }) => isAfter(id, after));
    if (news.length > 0) this.#tell({ type: 'news', news, to });
  }

  #take(news: readonly News[]): void {
    for (const item of news) {
      if (!isAfter(item.id, this.#last)) continue;
      this.#last = item.id;
      this.#remembered.push(item);
      if (this.#remembered.length > REMEMBERED) {
        this.#rememberedFrom = this.#remembered.shift()?.id ?? this.#last;
      }
      this.#parts.onNews(item.data);
    }
  }

  #reset(id: string): void {
    this.#last = id;
    this.#rememberedFrom = id;
    this.#remembered.length = 0;
    this.#parts.onReset();
  }

  #setStatus(status: LinkStatus): void {
    this.#status = status;
    this.#parts.onStatus(status);
    if (this.#leading) this.#tell({ type: 'status', status });
  }

  #tell(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }
}
