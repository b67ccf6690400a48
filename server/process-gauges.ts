import type { Database } from '@/db/client';
import type { LiveHub } from './events/live-hub';
import type { Metrics } from './metrics';
import { type QueueFigures, queueFigures } from './outbox/queue-figures';

/** Several gauges of one scrape share one look at the queue (milliseconds). */
const GOOD_FOR_MS = 500;

export interface GaugeParts {
  database: Database;
  hub: LiveHub;
}

/** What /api/metrics tells of this process and of the queue it shares with the others. */
export function registerGauges(metrics: Metrics, { database, hub }: GaugeParts): void {
  let looked: Promise<QueueFigures> | null = null;
  let lookedAt = 0;
  const queue = () => {
    if (!looked || performance.now() - lookedAt > GOOD_FOR_MS) {
      lookedAt = performance.now();
      looked = queueFigures(database);
    }
    return looked;
  };
  metrics.gauge(
    'waggle_queue_oldest_seconds',
    'Age of the oldest message that waits to be handed to a carrier, by lane',
    async () => {
      const { oldestSeconds } = await queue();
      return Object.entries(oldestSeconds).map(([lane, value]) => ({ value, labels: { lane } }));
    },
    ['lane'],
  );
  metrics.gauge('waggle_queue_messages', 'Messages that wait to be handed to a carrier', async () => [
    { value: (await queue()).queued },
  ]);
  metrics.gauge(
    'waggle_unknown_messages',
    'Messages of which nobody knows yet whether the carrier has them',
    async () => [{ value: (await queue()).unknown }],
  );
  metrics.gauge(
    'waggle_event_lag',
    'Events the furthest behind organization had not been told at the last poll',
    async () => [{ value: hub.lag }],
  );
  metrics.gauge('waggle_live_streams', 'Connected screens', async () => [{ value: hub.streams }]);
  metrics.gauge(
    'waggle_pool_clients',
    'Database connections of the pool, and requests that wait for one',
    async () => Object.entries(database.stats()).map(([state, value]) => ({ value, labels: { state } })),
    ['state'],
  );
}
