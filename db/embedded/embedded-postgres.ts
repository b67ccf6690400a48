import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { copyBinaries, openToAll, packagedBinaries } from './binaries';
import { endWithUs } from './end-with-us';
import { freePort, isFree } from './free-port';
import {
  addressOf,
  isBelow,
  type KeptSettings,
  newSettings,
  readSettings,
  writeSettings,
} from './kept-settings';
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
  /** For tests: without fsync, gone after stop(), and ending when this process does. */
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
  const { stateDir } = options;
  mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  const settings = readSettings(stateDir) ?? newSettings(path.join(findBase(stateDir), 'postgres'));
  needOwnFolder(settings.dataDir);
  const giveFree = takeDataFolder(settings.dataDir);
  try {
    const server = await bringUp(settings, options);
    return handle(server, settings, options, giveFree);
  } catch (error) {
    giveFree();
    throw error;
  }
}

async function bringUp(settings: KeptSettings, options: EmbeddedOptions): Promise<ChildProcess> {
  const { stateDir, ephemeral = false } = options;
  const binaries = path.join(findBinaries(), 'bin');
  writeSettings(stateDir, settings); // before the cluster that its password opens
  makeClusterOnce(path.join(binaries, 'initdb'), settings, ephemeral);
  await stopLeftover(settings.dataDir);
  settings.port = options.port ?? ((await isFree(settings.port)) ? settings.port : await freePort());
  writeSettings(stateDir, settings);
  const server = await launchServer(path.join(binaries, 'postgres'), settings, ephemeral);
  await makeDatabaseOnce(settings).catch((error) => {
    server.kill('SIGINT');
    throw error;
  });
  return server;
}

function handle(
  server: ChildProcess,
  settings: KeptSettings,
  { stateDir, ephemeral = false }: EmbeddedOptions,
  giveFree: () => void,
): EmbeddedPostgres {
  const pid = server.pid ?? 0;
  const callOff = ephemeral ? endWithUs(pid) : () => undefined;
  const ended = new Promise<void>((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) resolve();
    else server.once('exit', () => resolve());
  });
  let stopping = false;
  return {
    url: addressOf(settings),
    pid,
    elsewhere: isBelow(stateDir, settings.dataDir) ? null : path.dirname(settings.dataDir),
    died: new Promise((resolve) => void ended.then(() => !stopping && resolve())),
    async stop() {
      stopping = true;
      server.kill('SIGINT');
      await ended;
      callOff();
      if (ephemeral) removeData(settings.dataDir);
      giveFree();
    },
  };
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
  // What is there already was left by a state folder that somebody deleted, and its passwords with it: it stays as it is.
  const isLeft = existsSync(path.join(ELSEWHERE, hash, 'postgres'));
  const base = path.join(ELSEWHERE, isLeft ? `${hash}-${randomBytes(4).toString('hex')}` : hash);
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
