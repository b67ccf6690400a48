import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
 * Makes node_modules match the lock file, and the project the working folder. Plain Node, for it runs
 * before anything is installed; when nothing changed it asks no registry.
 */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    fail(`Waggle needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node}.`);
  }
  process.chdir(ROOT);
  if (isInstalled()) return;

  // On stderr: the answer of `npm run -s waggle -- … --json` must stand alone on stdout.
  console.error('Installing what is missing (npm ci), about a minute …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: '' }, // "production" would leave out what builds the pages
  });
  if (status !== 0) fail('npm ci failed; its message stands above. Start again when it is mended.');
}

/**
 * Whether everything that the lock file wants for this platform is there, by npm's own record of what it
 * installed, which it writes last.
 */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || (entry.optional && !isForHere(entry))) return true;
    return present[name]?.version === entry.version && present[name]?.integrity === entry.integrity;
  });
}

/** An optional package is certainly wanted when it names this platform; which libc it is for npm knows better. */
function isForHere({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Lets this process import TypeScript from here on. */
export async function registerTypeScript() {
  const { register } = await import('tsx/esm/api');
  register();
}
