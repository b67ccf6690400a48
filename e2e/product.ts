import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FullConfig } from '@playwright/test';

/** How long a first start may take: database, demo, pages. */
const READY_WITHIN_MS = 240_000;

/** A whole product with the demo organization, started as a newcomer would. */
interface Product {
  baseUrl: string;
  stateDir: string;
}

/**
 * Starts a product for each worker and stops them after the last journey: journeys that run at the same time must not
 * meet in one inbox.
 */
export default async function startProducts({ workers }: FullConfig): Promise<() => Promise<void>> {
  const products: Product[] = [];
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => void (await Promise.all(stops.map((each) => each())));
  const add = async () => {
    const product = { baseUrl: `http://localhost:${await freePort()}`, stateDir: await stateFolder() };
    products.push(product);
    await start(product, stops);
  };
  try {
    // The first one builds the pages for all.
    await add();
    await Promise.all(Array.from({ length: workers - 1 }, add));
  } catch (error) {
    await stop();
    throw error;
  }
  // The workers are processes of their own: what they have to know goes through the environment.
  process.env.JOURNEY_PRODUCTS = JSON.stringify(products);
  return stop;
}

/** The product of the worker in which this is asked. */
export function productOfWorker(): Product {
  const products = JSON.parse(process.env.JOURNEY_PRODUCTS ?? '[]') as Product[];
  const product = products[Number(process.env.TEST_PARALLEL_INDEX)];
  if (!product)
    throw new Error('There is a product only where startProducts() ran, in a worker of Playwright.');
  return product;
}

async function start({ baseUrl, stateDir }: Product, stops: (() => Promise<void>)[]): Promise<void> {
  const { DATABASE_URL: _database, APP_KEYS: _keys, ...env } = process.env;
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...env,
      PORT: new URL(baseUrl).port,
      WAGGLE_STATE_DIR: stateDir,
      LOG_LEVEL: 'warn',
      SEED: 'demo',
      PUBLIC_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stops.push(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await ended;
    }
    await rm(stateDir, { recursive: true, force: true });
  });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the product did not get ready')), READY_WITHIN_MS);
    child.stdout.on('data', (chunk: Buffer) => {
      if (!chunk.toString().includes('Waggle is ready')) return;
      clearTimeout(late);
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
  });
}

async function stateFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'waggle-e2e-'));
  await chmod(folder, 0o711);
  return folder;
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
