import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the pages are built from. Verbs and doors run from source and need no build. */
const SOURCES = ['app', 'components', 'server/domain', 'server/trpc', 'public'];
const FILES = ['next.config.js', 'postcss.config.cjs', 'package-lock.json', 'tsconfig.json'];

/** Builds the pages when their sources changed since the last build. @returns whether it had to */
export function buildIfStale(root: string): boolean {
  const stamp = path.join(root, '.next', 'waggle-build');
  const wanted = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  console.log('Building the pages, about half a minute …');
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const result = spawnSync(process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    console.error(`${result.stdout}\n${result.stderr}`);
    throw new Error('The pages could not be built; the reason stands above.');
  }
  writeFileSync(stamp, wanted);
  return true;
}

function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const add = (file: string) => hash.update(path.relative(root, file)).update(readFileSync(file));
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(full);
      else if (!entry.name.includes('.test.')) add(full);
    }
  };
  for (const source of SOURCES) if (existsSync(path.join(root, source))) walk(path.join(root, source));
  for (const file of FILES) if (existsSync(path.join(root, file))) add(path.join(root, file));
  return hash.digest('hex');
}
