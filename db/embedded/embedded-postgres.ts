import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { copyBinaries, openToAll, packagedBinaries } from './binaries';
import { freePort, isFree } from './free-port';
import { addressOf, newSettings, readSettings, writeSettings } from './kept-settings';
import { makeClusterOnce, makeDatabaseOnce } from './make-cluster';
import { takeDataFolder } from './owner-file';
import { launchServer, stopLeftover } from './server-process';
import { isRoot, needOwnFolder } from './unprivileged';

export interface EmbeddedPostgres {
  /** For DATABASE_URL: the role `waggle`, owner of the database `waggle` and no superuser. */
  url: string;
  pid: number;
  /** Where the data lies, when that is not below the state folder. */
  elsewhere: string | null;
  /** Resolves when the server ends by itself, killed or crashed; never after stop(). */
  died: Promise<void>;
  /** Fast shutdown; resolves when the server has ended. An ephemeral one takes its data along. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Settings, keys and, where the user of PostgreSQL can get there, the data. */
  stateDir: string;
  /** For tests: without fsync, gone after stop(). */
  ephemeral?: boolean;
  /** Insist on this port: for starting a server again whose address others know. */
  port?: number;
}

const ELSEWHERE = '/var/lib/waggle';

/**
 * Starts the real PostgreSQL that npm installed; makes its cluster the first time and recovers from
 * whatever a kill -9 left behind. Throws one clear line.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { stateDir, ephemeral = false } = options;
  mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  const settings = readSettings(stateDir) ?? newSettings(path.join(findBase(stateDir), 'postgres'));
  const { dataDir } = settings;
  if (isRoot() && !openToAll(path.dirname(dataDir))) {
    throw new Error(
      `PostgreSQL, which does not run as root, cannot enter ${path.dirname(dataDir)}: chmod a+x it and what is above.`,
    );
  }
  needOwnFolder(dataDir);
  const giveFree = takeDataFolder(dataDir);
  try {
    const binaries = path.join(findBinaries(), 'bin');
    writeSettings(stateDir, settings); // before the cluster that its password opens
    makeClusterOnce(path.join(binaries, 'initdb'), settings, ephemeral);
    await stopLeftover(dataDir);
    const kept = options.port ?? settings.port;
    settings.port = options.port || (kept !== 0 && (await isFree(kept))) ? kept : await freePort();
    writeSettings(stateDir, settings);
    const server = await launchServer(path.join(binaries, 'postgres'), settings, ephemeral);
    await makeDatabaseOnce(settings);

    let stopping = false;
    const ended =
      server.exitCode === null && server.signalCode === null
        ? new Promise<void>((resolve) => server.once('exit', () => resolve()))
        : Promise.resolve();
    return {
      url: addressOf(settings),
      pid: server.pid ?? 0,
      elsewhere: path.relative(stateDir, dataDir).startsWith('..') ? path.dirname(dataDir) : null,
      died: new Promise((resolve) => void ended.then(() => !stopping && resolve())),
      async stop() {
        stopping = true;
        server.kill('SIGINT');
        await ended;
        if (ephemeral) removeData(dataDir);
        giveFree();
      },
    };
  } catch (error) {
    giveFree();
    throw error;
  }
}

/** The address of the embedded database of a state folder, running or not; null when there is none yet. */
export function readEmbeddedUrl(stateDir: string): string | null {
  const settings = readSettings(stateDir);
  return settings && addressOf(settings);
}

/** Where data can lie so that the user of PostgreSQL gets there: the state folder, or one known to be open. */
function findBase(stateDir: string): string {
  if (!isRoot() || openToAll(stateDir)) return stateDir;
  const hash = createHash('sha256').update(path.resolve(stateDir)).digest('hex').slice(0, 12);
  const base = path.join(ELSEWHERE, hash);
  mkdirSync(base, { recursive: true });
  for (const folder of [ELSEWHERE, base]) chmodSync(folder, 0o755); // whatever the umask is
  return base;
}

function findBinaries(): string {
  const { folder, version } = packagedBinaries();
  const within = !isRoot() || openToAll(path.join(folder, 'bin', 'postgres'));
  return within ? folder : copyBinaries(folder, version, ELSEWHERE);
}

function removeData(dataDir: string): void {
  for (const file of [dataDir, `${dataDir}.log`]) rmSync(file, { recursive: true, force: true });
}
