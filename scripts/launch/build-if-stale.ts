import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the pages are built from. Verbs and doors run from source and need no build. */
const SOURCES = ['app', 'components', 'server/domain', 'server/trpc', 'server/auth', 'public'];
const FILES = ['next.config.js', 'postcss.config.cjs', 'package-lock.json', 'tsconfig.json'];
const IRRELEVANT = /\.test\.tsx?$|^testing$/;

/** Builds the pages when their sources changed since the last build. Throws when that fails or is stopped. */
export async function buildIfStale(root: string, stop?: AbortSignal): Promise<void> {
  const stamp = path.join(root, '.next', 'waggle-build');
  const wanted = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building the pages, about half a minute …');
  rmSync(stamp, { force: true }); // a build that is broken off leaves neither the old pages nor the new ones
  const { code, output } = await build(root, stop);
  stop?.throwIfAborted();
  if (code !== 0) throw new Error(`${output}\nThe pages could not be built; the reason stands above.`);
  writeFileSync(stamp, wanted);
}

function build(root: string, stop?: AbortSignal): Promise<{ code: number | null; output: string }> {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGTERM');
  stop?.addEventListener('abort', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => {
      stop?.removeEventListener('abort', end);
      resolve({ code, output: output.trim() });
    });
  });
}

function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const add = (file: string) => hash.update(path.relative(root, file)).update(readFileSync(file));
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const full = path.join(folder, entry.name);
      if (IRRELEVANT.test(entry.name)) continue;
      if (entry.isDirectory()) walk(full);
      else add(full);
    }
  };
  for (const source of SOURCES) if (existsSync(path.join(root, source))) walk(path.join(root, source));
  for (const file of FILES) if (existsSync(path.join(root, file))) add(path.join(root, file));
  return hash.digest('hex');
}
