import type { Logger } from 'pino';
import { openNotificationLink } from '@/db/notifications';
import { OUTBOX_CHANNEL } from '@/server/events/notify-doorbell';
import type { DeliveryTools } from '@/server/usecases/messages/deliver-message';
import { type DeliverWebhooksTools, deliverSimulatorWebhooks } from './deliver-simulator-webhooks';
import { dispatchOutbox } from './dispatch-outbox';
import { fetchFiles } from './fetch-files';
import { pruneOldCalls } from './prune-old-calls';
import { pruneOldEvents } from './prune-old-events';
import { runTimers } from './run-timers';
import { lookUpUnknown, sweepEndedLeases } from './settle-unfinished';
import { sweepFiles } from './sweep-files';
import { Wake } from './wake';

const SECOND = 1_000;

export interface WorkerParts {
  tools: DeliveryTools;
  simulator: DeliverWebhooksTools;
  databaseUrl: string;
  log: Logger;
}

export interface Worker {
  /** Claims nothing more, finishes what is under way; resolves when all hands are still. */
  stop(): Promise<void>;
}

/** All hands of a worker process: the outbox, the simulated carrier's webhooks, files to fetch, and the regular chores. */
export function runWorker({ tools, simulator, databaseUrl, log }: WorkerParts): Worker {
  const wakes: Wake[] = [];
  const hand = (run: (wake: Wake) => Promise<void>): Promise<void> => {
    const wake = new Wake();
    wakes.push(wake);
    return run(wake);
  };
  /** Runs a chore now and then until stopped; one that fails is tried again at its next time. */
  const chore = (name: string, everyMs: number, run: () => Promise<unknown>) =>
    hand(async (wake) => {
      while (!wake.stopped) {
        await run().catch((error: unknown) => log.warn({ err: error, chore: name }, 'chore failed'));
        await wake.sleep(everyMs);
      }
    });

  const hands = [
    hand((wake) => dispatchOutbox(tools, wake, log)),
    hand((wake) => deliverSimulatorWebhooks(simulator, wake, log)),
    hand((wake) => fetchFiles(simulator, wake, log)),
  ];
  // Those above are woken by the doorbell; the chores below only by their time.
  const awaitNews = [...wakes];
  const link = openNotificationLink({
    url: databaseUrl,
    channels: [OUTBOX_CHANNEL],
    onNotification: () => awaitNews.forEach((wake) => void wake.up()),
    onUp: () => awaitNews.forEach((wake) => void wake.up()),
  });
  hands.push(
    chore('sweep leases', 5 * SECOND, () => sweepEndedLeases(tools, log)),
    chore('run timers', SECOND, () => runTimers(tools.box, log)),
    chore('look up unknown', 5 * SECOND, () => lookUpUnknown(tools, log)),
    chore('prune events', 3600 * SECOND, () => pruneOldEvents(tools.box.database)),
    chore('prune calls', 3600 * SECOND, () => pruneOldCalls(tools.box)),
    chore('sweep files', 3600 * SECOND, () => sweepFiles(tools.box, simulator.media)),
  );

  return {
    async stop() {
      for (const wake of wakes) wake.stop();
      await Promise.all(hands);
      await link.close();
    },
  };
}
