import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './install.mjs';

/** A program of node_modules/.bin, run by this Node. */
export const bin = (name) => path.join(ROOT, 'node_modules', '.bin', name);

/**
 * Runs a command to its end; a signal that we get reaches it too.
 * @returns its exit code, what it printed (all of it, and on stdout alone) and how long it took in seconds
 */
export function run(command, args, { cwd = ROOT, env = {}, show = false } = {}) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
      if (show) process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (show) process.stderr.write(text);
    });
    const forward = (signal) => child.kill(signal);
    process.once('SIGINT', forward);
    process.once('SIGTERM', forward);
    child.on('error', (error) =>
      resolve({ code: 1, output: `${command}: ${error.message}`, stdout, seconds: 0 }),
    );
    child.on('close', (code) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve({ code: code ?? 1, output, stdout, seconds: (Date.now() - startedAt) / 1000 });
    });
  });
}
