import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINIMUM = [20, 19];

/** Ends the process with one line that says what to do. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * Makes node_modules match the lock file. Plain Node, for it runs before anything is installed. A stamp
 * says for which lock, Node and platform it was done, so that a start without changes asks no registry.
 */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    fail(`Waggle needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node}.`);
  }
  const lock = readFileSync(path.join(ROOT, 'package-lock.json'));
  const wanted = createHash('sha256')
    .update(lock)
    .update(`${process.versions.modules} ${process.platform} ${process.arch}`)
    .digest('hex');
  const stamp = path.join(ROOT, 'node_modules', '.waggle-install');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  console.log('Installing what is missing (npm ci), about a minute …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const result = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) fail('npm ci failed; its message stands above. Start again when it is mended.');
  writeFileSync(stamp, wanted);
}

/** Lets this process import TypeScript from here on. */
export async function registerTypeScript() {
  const { register } = await import('tsx/esm/api');
  register();
}
