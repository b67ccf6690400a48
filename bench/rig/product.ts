import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readEmbeddedUrl } from '@/db/embedded/embedded-postgres';
import { freePort } from '@/db/embedded/free-port';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 240_000;
const run = promisify(execFile);

export type Part = 'web' | 'worker' | 'postgres';

/** The whole product, started as a user starts it, in a folder and on a port of its own. */
export interface Product {
  baseUrl: string;
  databaseUrl(): string;
  /** Runs the operator's command line and parses its JSON. */
  cli<Answer>(...args: string[]): Promise<Answer>;
  pid(part: Part | 'launcher'): number | null;
  /** SIGTERM and wait for the end. */
  stop(): Promise<void>;
  /** Starts it again in the same folder, after an end of whatever kind. */
  start(): Promise<void>;
  /** Stops it and deletes its folder. */
  discard(): Promise<void>;
}

export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'waggle-rig-'));
  await chmod(stateDir, 0o711);
  const port = await freePort();
  const { DATABASE_URL: _database, APP_KEYS: _keys, ...inherited } = process.env;
  const env: NodeJS.ProcessEnv = {
    ...inherited,
    NODE_ENV: 'production',
    PORT: String(port),
    WAGGLE_STATE_DIR: stateDir,
    LOG_LEVEL: 'error',
    SEED: 'none',
    PUBLIC_URL: '',
    ...settings,
  };
  let launcher: ChildProcess | null = null;

  const product: Product = {
    baseUrl: `http://localhost:${port}`,
    databaseUrl: () => readEmbeddedUrl(stateDir) ?? '',
    async cli<Answer>(...args: string[]) {
      const command = ['scripts/waggle.mjs', ...args, '--json'];
      const { stdout } = await run(process.execPath, command, {
        cwd: ROOT,
        env,
        maxBuffer: 256 * 1024 * 1024,
      });
      const lines = stdout.trim().split('\n');
      return (
        args[0] === 'export' ? lines.filter(Boolean).map((line) => JSON.parse(line)) : JSON.parse(stdout)
      ) as Answer;
    },
    pid(part) {
      if (part === 'launcher') return launcher?.pid ?? null;
      return childOf(
        launcher?.pid ?? 0,
        { web: 'server/web.ts', worker: 'server/worker.ts', postgres: '/postgres' }[part],
      );
    },
    async start() {
      const child = spawn(process.execPath, ['scripts/start.mjs'], {
        cwd: ROOT,
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      launcher = child;
      // Whoever started it may end without having stopped it.
      process.once('exit', () => child.kill('SIGTERM'));
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('the product did not get ready')), READY_WITHIN_MS);
        child.stdout?.on('data', (chunk: Buffer) => {
          if (!chunk.toString().includes('Waggle is ready')) return;
          clearTimeout(late);
          resolve();
        });
        child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
      });
    },
    async stop() {
      const child = launcher;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
    async discard() {
      await product.stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
  await product.start();
  return product;
}

/** A child process of `parent` whose command line holds `word`. */
function childOf(parent: number, word: string): number | null {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (ppid === parent && readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(word))
        return Number(entry);
    } catch {
      // gone while we looked
    }
  }
  return null;
}
