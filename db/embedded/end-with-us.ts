import { spawn } from 'node:child_process';

/**
 * Has a process interrupted when ours ends in whatever way, kill -9 included: a shell waits for the end of
 * a pipe that only we hold open. @returns what calls that off
 */
export function endWithUs(pid: number): () => void {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0"', String(pid)], {
    detached: true, // or Ctrl-C would end the guard first
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  guard.on('error', () => undefined); // no shell, no guard
  return () => void guard.kill('SIGKILL');
}
