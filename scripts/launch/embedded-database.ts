import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/db/embedded/embedded-postgres';

export interface SupervisedDatabase {
  url: string;
  elsewhere: string | null;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL, started again when it is killed or crashes. Its address stays the same. */
export async function superviseEmbedded(stateDir: string): Promise<SupervisedDatabase> {
  const first = await startEmbeddedPostgres({ stateDir });
  const port = Number(new URL(first.url).port);
  const stopping = new AbortController();
  const stopRequested = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve());
  });

  const supervise = async (server: EmbeddedPostgres): Promise<void> => {
    await Promise.race([server.died, stopRequested]);
    if (stopping.signal.aborted) return server.stop();
    console.error('PostgreSQL ended unexpectedly; starting it again.');
    const next = await startAgain(stateDir, port, stopping.signal);
    if (next) return supervise(next);
  };
  const ended = supervise(first);
  return {
    url: first.url,
    elsewhere: first.elsewhere,
    stop() {
      stopping.abort();
      return ended;
    },
  };
}

async function startAgain(
  stateDir: string,
  port: number,
  stopping: AbortSignal,
): Promise<EmbeddedPostgres | null> {
  while (!stopping.aborted) {
    try {
      return await startEmbeddedPostgres({ stateDir, port });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      await sleep(1_000);
    }
  }
  return null;
}
