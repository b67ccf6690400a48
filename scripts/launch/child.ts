import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A child that lived this long was healthy: its next death begins a new series of tries. */
const HEALTHY_MS = 60_000;
const MAX_WAIT_MS = 10_000;

export interface Child {
  /** Asks it to finish and waits; after `patienceMs` it is killed. */
  stop(patienceMs: number): Promise<void>;
  kill(): void;
}

/**
 * Keeps one of our processes alive: starts it again when it ends without being asked, ever more slowly
 * when it keeps ending. The IPC channel tells it when we are gone ourselves.
 */
export function keepAlive(root: string, entry: string, env: NodeJS.ProcessEnv): Child {
  let stopping = false;
  let current: ChildProcess | null = null;
  let failures = 0;

  const run = () => {
    const startedAt = Date.now();
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, entry)], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    current = child;
    const ended = async (how: string) => {
      current = null;
      if (stopping) return;
      failures = Date.now() - startedAt > HEALTHY_MS ? 1 : failures + 1;
      console.error(`${entry} ended unexpectedly (${how}); starting it again.`);
      await sleep(Math.min(200 * 2 ** (failures - 1), MAX_WAIT_MS));
      if (!stopping) run();
    };
    child.once('exit', (code, signal) => void ended(signal ?? `code ${code}`));
    // Not even started: out of processes or memory. There is no exit then.
    child.on('error', (error) => child.pid === undefined && void ended(error.message));
  };
  run();

  return {
    async stop(patienceMs) {
      stopping = true;
      const child = current;
      if (!child) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(patience);
    },
    kill() {
      stopping = true;
      current?.kill('SIGKILL');
    },
  };
}
