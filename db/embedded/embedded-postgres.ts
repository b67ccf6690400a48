import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { copiedBinaries, isRoot, openToAll, packagedBinaries, UNPRIVILEGED_ID } from './binaries';

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
  /** Settings, keys and, where its user can get there, the data. */
  stateDir: string;
  /** For tests: without fsync, gone after stop(). */
  ephemeral?: boolean;
}

/** Kept between starts in `embedded.json`, readable by the owner alone. */
interface State {
  /** The process that started it last. */
  owner: number;
  port: number;
  dataDir: string;
  superPassword: string;
  password: string;
}

const ELSEWHERE = '/var/lib/waggle';
const READY_WITHIN_MS = 30_000;
const asUser = () => (isRoot() ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID, cwd: '/' } : { cwd: '/' });

/** Starts the real PostgreSQL that npm installed; makes its cluster the first time. Throws one clear line. */
export async function startEmbeddedPostgres({ stateDir, ephemeral = false }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  const place = findPlace(stateDir);
  const state = readState(stateDir) ?? {
    owner: 0,
    port: 0,
    dataDir: place.dataDir,
    superPassword: secret(),
    password: secret(),
  };
  if (state.owner !== process.pid && isNodeProcess(state.owner)) {
    throw new Error(`The embedded database in ${stateDir} is in use by process ${state.owner}. Stop that one first.`);
  }
  state.owner = process.pid;
  const bin = (name: string) => path.join(place.binaries, 'bin', name);
  if (!existsSync(path.join(state.dataDir, 'PG_VERSION'))) makeCluster(bin('initdb'), state);
  stopLeftover(bin('pg_ctl'), state.dataDir);
  if (state.port === 0 || !(await isFree(state.port))) state.port = await freePort();
  writeState(stateDir, state);

  const server = await launch(bin('postgres'), state, ephemeral);
  await prepareDatabase(state);
  let stopping = false;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return {
    url: urlOf(state),
    pid: server.pid ?? 0,
    elsewhere: place.dataDir.startsWith(stateDir) ? null : path.dirname(place.dataDir),
    died: new Promise((resolve) => void ended.then(() => !stopping && resolve())),
    async stop() {
      stopping = true;
      server.kill('SIGINT');
      await ended;
      writeState(stateDir, { ...state, owner: 0 });
      if (ephemeral) rmSync(state.dataDir, { recursive: true, force: true });
    },
  };
}

/** The address of the embedded database of a state folder, running or not; null when there is none yet. */
export function readEmbeddedUrl(stateDir: string): string | null {
  const state = readState(stateDir);
  return state && urlOf(state);
}

/** Binaries and data where the user that runs PostgreSQL can reach them. */
function findPlace(stateDir: string): { binaries: string; dataDir: string } {
  const { folder, version } = packagedBinaries();
  const hash = createHash('sha256').update(path.resolve(stateDir)).digest('hex').slice(0, 12);
  const base = !isRoot() || openToAll(stateDir) ? stateDir : path.join(ELSEWHERE, hash);
  const binaries = !isRoot() || openToAll(folder) ? folder : copiedBinaries(folder, version, ELSEWHERE);
  mkdirSync(base, { recursive: true, mode: 0o711 });
  return { binaries, dataDir: path.join(base, 'postgres') };
}

function makeCluster(initdb: string, { dataDir, superPassword }: State): void {
  const passwordFile = `${dataDir}.password`;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, superPassword, { mode: 0o600 });
  if (isRoot()) for (const file of [dataDir, passwordFile]) chownSync(file, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  const options = ['-D', dataDir, '-U', 'postgres', `--pwfile=${passwordFile}`];
  try {
    execFileSync(initdb, [...options, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-instructions'], {
      ...asUser(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Error(`The embedded PostgreSQL could not be set up in ${dataDir}: ${lastLine(error)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A server of an earlier run whose launcher was killed: it is stopped in order, so that nothing is lost. */
function stopLeftover(pgCtl: string, dataDir: string): void {
  if (!existsSync(path.join(dataDir, 'postmaster.pid'))) return;
  const run = (...args: string[]) => execFileSync(pgCtl, [...args, '-D', dataDir], { ...asUser(), stdio: 'ignore' });
  try {
    run('status');
  } catch {
    return; // stale file of a server that is gone: PostgreSQL recovers by itself
  }
  run('stop', '-m', 'fast', '-w', '-t', '30');
}

async function launch(postgres: string, state: State, ephemeral: boolean): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: state.port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logFile = `${state.dataDir}.log`;
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const log = openSync(logFile, 'a', 0o600);
    // In a process group of its own: Ctrl-C must reach it through us, after web and worker have ended.
    const server = spawn(postgres, ['-D', state.dataDir, ...flags], {
      ...asUser(),
      detached: true,
      stdio: ['ignore', log, log],
    });
    let gone = false;
    server.once('exit', () => {
      gone = true;
    });
    server.once('error', () => {
      gone = true;
    });
    while (!gone && Date.now() < giveUpAt) {
      if (await answers(state)) return server;
      await sleep(50);
    }
    server.kill('SIGQUIT');
    // After a kill -9 its last backends hold the shared memory for a moment: then it is worth another try.
    if (Date.now() >= giveUpAt) throw new Error(`The embedded PostgreSQL does not start; its log is ${logFile}`);
    await sleep(250);
  }
}

async function prepareDatabase(state: State): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(state, 'postgres') });
  await client.connect();
  try {
    const { rows } = await client.query("select from pg_roles where rolname = 'waggle'");
    if (rows.length === 0) {
      await client.query(
        `create role waggle login createrole createdb password ${pg.escapeLiteral(state.password)}`,
      );
    }
    const found = await client.query("select from pg_database where datname = 'waggle'");
    if (found.rows.length === 0) await client.query('create database waggle owner waggle');
  } finally {
    await client.end();
  }
}

async function answers(state: State): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(state, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function urlOf({ port, password, superPassword }: State, user: 'waggle' | 'postgres' = 'waggle'): string {
  return `postgres://${user}:${user === 'waggle' ? password : superPassword}@127.0.0.1:${port}/${user}`;
}

function readState(stateDir: string): State | null {
  const file = path.join(stateDir, 'embedded.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : null;
}

function writeState(stateDir: string, state: State): void {
  const file = path.join(stateDir, 'embedded.json');
  writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** Whether a process number is that of a running Node; a number may have been given to somebody else since. */
function isNodeProcess(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    const commandLine = `/proc/${pid}/cmdline`;
    return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('node');
  } catch {
    return false;
  }
}

const secret = () => randomBytes(24).toString('base64url');

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function lastLine(error: unknown): string {
  const stderr = (error as { stderr?: Buffer }).stderr?.toString('utf8').trim();
  return stderr?.split('\n').at(-1) ?? String(error);
}
