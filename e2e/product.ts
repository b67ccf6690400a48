import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How long a first start may take: database, demo, pages. */
const READY_WITHIN_MS = 240_000;

/**
 * Starts the whole product as a newcomer would, with the demo organization, and stops it after the last
 * journey. The address is handed to the tests in BASE_URL; one that is set already is used as it is.
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  if (process.env.BASE_URL) return async () => undefined;
  const stateDir = await mkdtemp(path.join(tmpdir(), 'waggle-e2e-'));
  await chmod(stateDir, 0o711);
  const port = await freePort();
  const { DATABASE_URL: _database, APP_KEYS: _keys, ...env } = process.env;
  const product = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...env,
      PORT: String(port),
      WAGGLE_STATE_DIR: stateDir,
      LOG_LEVEL: 'warn',
      SEED: 'demo',
      PUBLIC_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.env.BASE_URL = `http://localhost:${port}`;
  // For journeys in which an operator uses the command line.
  process.env.WAGGLE_STATE_DIR = stateDir;
  const stop = async () => {
    const ended = new Promise((resolve) => product.once('exit', resolve));
    if (product.exitCode === null) {
      product.kill('SIGTERM');
      await ended;
    }
    await rm(stateDir, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the product did not get ready')), READY_WITHIN_MS);
      product.stdout.on('data', (chunk: Buffer) => {
        if (!chunk.toString().includes('Waggle is ready')) return;
        clearTimeout(late);
        resolve();
      });
      product.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
