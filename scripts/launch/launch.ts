import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '@/db/migrate';
import type { Config } from '@/server/config';
import { ROOT } from '../install.mjs';
import { buildIfStale } from './build-if-stale';
import { type Child, keepAlive } from './child';
import { superviseEmbedded } from './embedded-database';
import { seedIfEmpty } from './seed-if-empty';
import { keysText, readSettings } from './settings';
import { welcome } from './welcome';

/** Longer than web and worker need to drain (25 s). */
const PATIENCE_MS = 30_000;
const READY_WITHIN_MS = 60_000;

/** npm start, once everything is installed: database, schema, demo, pages, web and worker, until stopped. */
export async function launch({ dev }: { dev: boolean }): Promise<void> {
  const config = readSettings(ROOT);
  const undo: (() => Promise<void>)[] = [];
  const children: Child[] = [];
  stopOnSignal(undo, children);
  try {
    await needFreePort(config.port, dev);
    const databaseUrl = config.databaseUrl ?? (await startDatabase(config, undo));
    await migrate(databaseUrl).catch((error) => {
      throw new Error(whyNoDatabase(config, error));
    });
    const env = childEnvironment(config, databaseUrl, dev);
    await seedIfEmpty(config, databaseUrl, env.APP_KEYS ?? '');
    if (!dev) buildIfStale(ROOT);
    children.push(keepAlive(ROOT, 'server/web.ts', env), keepAlive(ROOT, 'server/worker.ts', env));
    undo.push(async () => void (await Promise.all(children.map((child) => child.stop(PATIENCE_MS)))));
    await untilReady(config.port);
    welcome(config);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await stopAll(undo);
    process.exit(1);
  }
}

async function startDatabase(config: Config, undo: (() => Promise<void>)[]): Promise<string> {
  const database = await superviseEmbedded(config.stateDir);
  undo.push(() => database.stop());
  if (database.elsewhere) console.log(`The database lies in ${database.elsewhere}, since its user cannot enter this folder.`);
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

async function needFreePort(port: number, dev: boolean): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EACCES' ? 'may not be used by this user' : 'is taken';
      reject(new Error(`Port ${port} ${reason}. Choose another one: PORT=${port + 1} npm start`));
    });
    probe.listen({ port, ...(dev ? { host: '127.0.0.1' } : {}) }, () => probe.close(() => resolve()));
  });
}

async function untilReady(port: number): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(150);
  }
  throw new Error('Waggle does not get ready; the log above says why.');
}

function stopOnSignal(undo: (() => Promise<void>)[], children: Child[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) {
      for (const child of children) child.kill();
      return;
    }
    stopping = true;
    console.log('Stopping …');
    await stopAll(undo);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
}

/** Last started, first stopped: web and worker before the database they need. */
async function stopAll(undo: (() => Promise<void>)[]): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) {
    await step().catch((error: unknown) => console.error(error));
  }
}
