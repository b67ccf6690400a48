import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '@/db/migrate';
import type { Config } from '@/server/config';
import { ROOT } from '../install.mjs';
import { buildIfStale } from './build-if-stale';
import { keepAlive } from './child';
import { superviseEmbedded } from './embedded-database';
import { needFreePort } from './need-free-port';
import { seedIfEmpty } from './seed-if-empty';
import { keysText, readSettings } from './settings';
import { listenForStop, type StopRequest } from './stop-request';
import { welcome } from './welcome';

/** Longer than web and worker need to drain (25 s). */
const PATIENCE_MS = 30_000;
const READY_WITHIN_MS = 60_000;

/** What has to be taken down again; the last that was put up comes first. */
type Undo = (() => Promise<void>)[];

/** npm start, once everything is installed: runs until it is told to stop, then ends this process. */
export async function launch({ dev }: { dev: boolean }): Promise<void> {
  const config = readSettings(ROOT);
  const stop = listenForStop();
  const undo: Undo = [];
  let code = 0;
  try {
    await putUp(config, dev, undo, stop);
    welcome(config);
    await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
  } catch (error) {
    if (!stop.signal.aborted) {
      console.error(error instanceof Error ? error.message : error);
      code = 1;
    }
  }
  for (let step = undo.pop(); step; step = undo.pop()) {
    await step().catch((error: unknown) => console.error(error));
  }
  process.exit(code);
}

/** Each step ends or throws before a stop is heeded, so that nothing is left half put up. */
async function putUp(config: Config, dev: boolean, undo: Undo, stop: StopRequest): Promise<void> {
  await needFreePort(config.port);
  const databaseUrl = config.databaseUrl ?? (await startDatabase(config, undo));
  stop.signal.throwIfAborted();
  await migrate(databaseUrl).catch((error) => {
    throw new Error(whyNoDatabase(config, error));
  });
  stop.signal.throwIfAborted();
  const env = childEnvironment(config, databaseUrl, dev);
  await seedIfEmpty(config, databaseUrl, env.APP_KEYS ?? '');
  stop.signal.throwIfAborted();
  if (!dev) await buildIfStale(ROOT, stop.signal);

  const children = [keepAlive(ROOT, 'server/web.ts', env), keepAlive(ROOT, 'server/worker.ts', env)];
  undo.push(async () => void (await Promise.all(children.map((child) => child.stop(PATIENCE_MS)))));
  stop.onImpatience(() => {
    for (const child of children) child.kill();
  });
  await untilReady(config.port, stop.signal);
}

async function startDatabase(config: Config, undo: Undo): Promise<string> {
  const database = await superviseEmbedded(config.stateDir);
  undo.push(() => database.stop());
  if (database.elsewhere) {
    console.log(
      `The database lies in ${database.elsewhere}, since its user cannot enter ${config.stateDir}.`,
    );
  }
  return database.url;
}

function childEnvironment(config: Config, databaseUrl: string, dev: boolean): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    APP_KEYS: keysText(config),
    WAGGLE_STATE_DIR: config.stateDir,
    WAGGLE_DEV: dev ? '1' : '0',
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

function whyNoDatabase(config: Config, error: unknown): string {
  const reason = error instanceof Error ? error.message || (error as { code?: string }).code : String(error);
  if (!config.databaseUrl) return `The embedded database cannot be prepared: ${reason}`;
  const { host, pathname } = new URL(config.databaseUrl);
  return `The database of DATABASE_URL (${host}${pathname}) cannot be used: ${reason}`;
}

async function untilReady(port: number, stop: AbortSignal): Promise<void> {
  for (
    const giveUpAt = Date.now() + READY_WITHIN_MS;
    Date.now() < giveUpAt;
    await sleep(150, null, { signal: stop })
  ) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/readyz`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error('Waggle does not get ready; the log above says why.');
}
