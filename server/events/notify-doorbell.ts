import { openNotificationLink } from '@/db/notifications';
import type { Doorbell } from './doorbell';

export const EVENTS_CHANNEL = 'waggle_events';
export const OUTBOX_CHANNEL = 'waggle_outbox';

/** At most one round of NOTIFY in this time: every NOTIFY takes a lock that all commits share (reliability 2.2). */
const EVERY_MS = 20;
/** PostgreSQL refuses payloads of 8,000 bytes and more. */
const PAYLOAD_BYTES = 7_900;

export interface NotifyDoorbell extends Doorbell {
  close(): Promise<void>;
}

/**
 * Rings over NOTIFY on a connection of its own. The first ring after a pause goes out at once, later
 * ones are gathered. Never throws and never waits: a ring that is lost with its link costs the listener one poll.
 */
export function notifyDoorbell(url: string, onError?: (error: Error) => void): NotifyDoorbell {
  // Who rang while the link was down is rung for when it is up.
  const link = openNotificationLink({ url, onUp: () => flush(), ...(onError ? { onError } : {}) });
  const organizations = new Set<number>();
  let outbox = false;
  let lastAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    timer = undefined;
    if (!link.up) return;
    lastAt = performance.now();
    for (const payload of payloads(organizations)) void link.notify(EVENTS_CHANNEL, payload);
    if (outbox) void link.notify(OUTBOX_CHANNEL, '');
    organizations.clear();
    outbox = false;
  };
  const soon = () => {
    timer ??= setTimeout(flush, Math.max(0, EVERY_MS - (performance.now() - lastAt)));
  };

  return {
    ringEvents(organizationId) {
      organizations.add(organizationId);
      soon();
    },
    ringOutbox() {
      outbox = true;
      soon();
    },
    async close() {
      clearTimeout(timer);
      if (timer) flush();
      await link.close();
    },
  };
}

/** Organization ids as comma-separated lists that each fit into one NOTIFY. */
export function payloads(organizationIds: Iterable<number>): string[] {
  const lists: string[] = [];
  let current = '';
  for (const id of organizationIds) {
    const entry = String(id);
    if (current.length + 1 + entry.length > PAYLOAD_BYTES) {
      lists.push(current);
      current = '';
    }
    current = current === '' ? entry : `${current},${entry}`;
  }
  if (current !== '') lists.push(current);
  return lists;
}
