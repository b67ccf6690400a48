import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './install.mjs';

/** A program of node_modules/.bin, run by this Node. */
export const bin = (name) => path.join(ROOT, 'node_modules', '.bin', name);

/**
 * Runs a command to its end.
 * @returns its exit code, what it printed and how long it took in seconds
 */
export function run(command, args, { env = {}, show = false } = {}) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (stream, to) =>
      stream.on('data', (chunk) => {
        output += chunk;
        if (show) to.write(chunk);
      });
    keep(child.stdout, process.stdout);
    keep(child.stderr, process.stderr);
    const forward = (signal) => child.kill(signal);
    process.once('SIGINT', forward);
    process.once('SIGTERM', forward);
    child.on('error', (error) => resolve({ code: 1, output: `${command}: ${error.message}`, seconds: 0 }));
    child.on('close', (code) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve({ code: code ?? 1, output, seconds: (Date.now() - startedAt) / 1000 });
    });
  });
}
