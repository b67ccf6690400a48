import pg from 'pg';

/** Waits between attempts to connect again, doubling (milliseconds). */
const RETRY_FIRST = 250;
const RETRY_MOST = 5_000;

export interface NotificationLink {
  /** Sends a NOTIFY. False when the link is down or it failed: the news itself is in the database anyway. */
  notify(channel: string, payload: string): Promise<boolean>;
  /** True while connected and listening. */
  readonly up: boolean;
  close(): Promise<void>;
}

export interface NotificationLinkOptions {
  url: string;
  /** Channels to listen on; names of our own, never input. None for a link that only notifies. */
  channels?: readonly string[];
  onNotification?: (channel: string, payload: string) => void;
  /** Called each time the link is up: whatever was notified before that was not heard. */
  onUp?: () => void;
  onError?: (error: Error) => void;
}

/**
 * One connection of its own for LISTEN and NOTIFY, outside the pool. Connects again by itself for as
 * long as it is not closed; nothing here throws.
 */
export function openNotificationLink(options: NotificationLinkOptions): NotificationLink {
  const { url, channels = [], onNotification, onUp, onError } = options;
  let client: pg.Client | null = null;
  let retryMs = RETRY_FIRST;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let last: Promise<boolean> = Promise.resolve(true);

  const lost = (gone: pg.Client, error?: Error) => {
    if (error) onError?.(error);
    if (client === gone) client = null;
    gone.removeAllListeners('notification');
    gone.end().catch(() => undefined);
    if (closed || timer) return;
    timer = setTimeout(connect, retryMs * (0.8 + Math.random() * 0.4));
    retryMs = Math.min(retryMs * 2, RETRY_MOST);
  };

  async function connect() {
    timer = undefined;
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 2_000 });
    next.on('error', (error) => lost(next, error));
    next.on('end', () => lost(next));
    next.on('notification', ({ channel, payload }) => onNotification?.(channel, payload ?? ''));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      lost(next, error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (closed) {
      await next.end().catch(() => undefined);
      return;
    }
    client = next;
    retryMs = RETRY_FIRST;
    onUp?.();
  }
  const connecting = connect();

  return {
    get up() {
      return client !== null;
    },
    notify(channel, payload) {
      // One after the other: pg no longer lines queries of one client up by itself (from 9.0 on).
      const ring = async () => {
        const open = client;
        if (!open) return false;
        return open.query('select pg_notify($1, $2)', [channel, payload]).then(
          () => true,
          () => false,
        );
      };
      last = last.then(ring);
      return last;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      const open = client;
      client = null;
      await open?.end().catch(() => undefined);
    },
  };
}
