import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { identityOf } from '@/db/embedded/process-identity';
import { type SupervisedDatabase, superviseEmbedded } from './embedded-database';

let stateDir: string;
let supervised: SupervisedDatabase;

beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), 'waggle-supervised-'));
  await chmod(stateDir, 0o711);
  supervised = await superviseEmbedded(stateDir);
});
afterEach(async () => {
  await supervised.stop();
  await rm(stateDir, { recursive: true, force: true });
});

/** 0 while there is none. */
function serverPid(): number {
  try {
    return Number(readFileSync(path.join(stateDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
}

it('a killed PostgreSQL comes back at the same address, for pools that are open', async () => {
  const database = openDatabase({ url: supervised.url, poolSize: 1 });
  await database.ping();
  const killed = serverPid();
  process.kill(killed, 'SIGKILL');
  // The backends of the killed one may answer a moment longer: it must be the new one that does.
  const answers = async () => {
    if ([0, killed].includes(serverPid())) return false;
    return database.ping().then(
      () => true,
      () => false,
    );
  };
  await expect.poll(answers, { timeout: 15_000 }).toBe(true);
  await database.close();
});

it('stopping in the middle of that leaves no server behind', async () => {
  const killed = serverPid();
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => identityOf(killed)).toBeNull();
  await supervised.stop();
  const processes = readFileSync(path.join(stateDir, 'postgres.log'), 'utf8').matchAll(/\[(\d+)\]/g);
  const alive = [...processes]
    .map((match) => identityOf(Number(match[1])))
    .filter((one) => one?.includes(stateDir));
  expect(alive).toEqual([]);
});
