import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { openToAll } from './binaries';

/** PostgreSQL refuses to run as root. `nobody` has this id on every Linux; initdb insists on a user with a name. */
const NOBODY = 65_534;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Throws one line when the user of PostgreSQL cannot work in a data folder, or the folder is somebody else's. */
export function needOwnFolder(dataDir: string): void {
  const parent = path.dirname(dataDir);
  if (isRoot()) {
    if (openToAll(parent)) return;
    throw new Error(
      `PostgreSQL, which does not run as root, cannot enter ${parent}: chmod a+x it and what is above.`,
    );
  }
  if (!existsSync(dataDir) || statSync(dataDir).uid === process.getuid?.()) return;
  throw new Error(`${dataDir} belongs to another user: start Waggle as that one.`);
}

/**
 * As whom PostgreSQL is run, as options for spawn: as ourselves, or when we are root as the owner of the
 * data folder, who is nobody unless somebody else made it. `cwd` is a folder that everybody may enter.
 */
export function postgresUser(dataDir: string): { cwd: string; uid?: number; gid?: number } {
  if (!isRoot()) return { cwd: '/' };
  const owner = existsSync(dataDir) ? statSync(dataDir) : { uid: 0, gid: 0 };
  return owner.uid === 0
    ? { cwd: '/', uid: NOBODY, gid: NOBODY }
    : { cwd: '/', uid: owner.uid, gid: owner.gid };
}
