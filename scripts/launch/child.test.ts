import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { identityOf } from '@/db/embedded/process-identity';
import { ROOT } from '../install.mjs';
import { type Child, keepAlive } from './child';

const PATIENCE = { timeout: 15_000 };
let folder: string;
let child: Child;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waggle-child-'));
});
afterEach(async () => {
  await child.stop(5_000);
  await rm(folder, { recursive: true, force: true });
});

/** Keeps a program alive that writes its process number down once it is all set. */
function keep(program: string): void {
  const file = path.join(folder, 'program.mjs');
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs';\n${program}\nappendFileSync(process.env.PIDS, process.pid + '\\n');\n`,
  );
  child = keepAlive(ROOT, path.relative(ROOT, file), { ...process.env, PIDS: path.join(folder, 'pids') });
}

function pids(): number[] {
  try {
    return readFileSync(path.join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);
  } catch {
    return [];
  }
}

const RUNS = 'setInterval(() => {}, 1000);';

it('starts a process again that ended by itself, and no more once it was told to stop', async () => {
  keep(RUNS);
  await expect.poll(pids, PATIENCE).toHaveLength(1);
  process.kill(pids()[0] ?? 0, 'SIGKILL');
  await expect.poll(pids, PATIENCE).toHaveLength(2);
  await child.stop(5_000);
  expect(pids()).toHaveLength(2);
  expect(pids().map(identityOf)).toEqual([null, null]);
});

it('waits for a process that takes its time to finish', async () => {
  const done = path.join(folder, 'done');
  keep(
    `${RUNS} process.on('SIGTERM', () => setTimeout(() => { appendFileSync(${JSON.stringify(done)}, 'yes'); process.exit(); }, 300));`,
  );
  await expect.poll(pids, PATIENCE).toHaveLength(1);
  await child.stop(10_000);
  expect(readFileSync(done, 'utf8')).toBe('yes');
});

it('kills a process that does not end when its time is up', async () => {
  keep(`process.on('SIGTERM', () => {}); ${RUNS}`);
  await expect.poll(pids, PATIENCE).toHaveLength(1);
  await child.stop(100);
  expect(pids().map(identityOf)).toEqual([null]);
});
