import { openNotificationLink } from '@/db/notifications';
import type { LiveHub } from './live-hub';
import { EVENTS_CHANNEL } from './notify-doorbell';

const POLL_MS = 1_000;

export interface Listener {
  /** True while doorbells are heard or, failing that, the poll works: news arrives within about a second. */
  alive(): boolean;
  close(): Promise<void>;
}

export interface ListenerOptions {
  url: string;
  hub: Pick<LiveHub, 'ring' | 'ringAll' | 'poll'>;
  onError: (error: unknown) => void;
  /** False switches NOTIFY off: everything must work by the poll alone. */
  listen?: boolean;
}

/**
 * The one LISTEN connection of a process, which wakes the hub, and a poll each second in case a ring
 * was lost. A link that was down counts as a ring for everybody.
 */
export function startListener({ url, hub, onError, listen = true }: ListenerOptions): Listener {
  const link = listen
    ? openNotificationLink({
        url,
        channels: [EVENTS_CHANNEL],
        onNotification: (_channel, payload) => hub.ring(payload.split(',').map(Number)),
        onUp: () => hub.ringAll(),
        onError,
      })
    : null;
  let polledAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const poll = async () => {
    try {
      await hub.poll();
      polledAt = performance.now();
    } catch (error) {
      onError(error);
    }
    if (!closed) timer = setTimeout(poll, POLL_MS);
  };
  timer = setTimeout(poll, POLL_MS);

  return {
    alive: () => link?.up === true || performance.now() - polledAt < 5 * POLL_MS,
    async close() {
      closed = true;
      clearTimeout(timer);
      await link?.close();
    },
  };
}
