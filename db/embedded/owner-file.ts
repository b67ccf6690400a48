import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf } from './process-identity';

/**
 * Takes a data folder for this process, so that two launchers never stop each other's server. The mark of
 * a process that is gone is replaced. @returns what gives the folder free again
 * @throws one line when a living process has it
 */
export function takeDataFolder(dataDir: string): () => void {
  const file = `${dataDir}.owner`;
  const mine = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) });
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = readOwner(file);
      if (owner && owner.pid !== process.pid && identityOf(owner.pid) === owner.identity) {
        throw new Error(
          `The embedded database in ${dataDir} is in use by process ${owner.pid}; stop that one first.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
}

function readOwner(file: string): { pid: number; identity: string } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; identity: string };
  } catch {
    return null; // gone in this moment, or cut short by a kill
  }
}
