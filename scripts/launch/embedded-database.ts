import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/db/embedded/embedded-postgres';

export interface SupervisedDatabase {
  url: string;
  elsewhere: string | null;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL, started again when it is killed or crashes. Its address stays the same. */
export async function superviseEmbedded(stateDir: string): Promise<SupervisedDatabase> {
  let stopping = false;
  let current: EmbeddedPostgres = await startEmbeddedPostgres({ stateDir });
  const watch = async (server: EmbeddedPostgres): Promise<void> => {
    await server.died;
    console.error('PostgreSQL ended unexpectedly; starting it again.');
    while (!stopping) {
      try {
        current = await startEmbeddedPostgres({ stateDir, port: Number(new URL(current.url).port) });
        return watch(current);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        await sleep(1_000);
      }
    }
  };
  void watch(current);
  return {
    url: current.url,
    elsewhere: current.elsewhere,
    async stop() {
      stopping = true;
      await current.stop();
    },
  };
}
