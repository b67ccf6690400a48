import { existsSync, statSync } from 'node:fs';

/** PostgreSQL refuses to run as root; nobody's id works everywhere, with or without a name for it. */
const NOBODY = 65_534;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
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
