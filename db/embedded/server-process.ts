import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { addressOf, type KeptSettings } from './kept-settings';
import { identityOf } from './process-identity';
import { postgresUser } from './unprivileged';

const PATIENCE_MS = 30_000;
const LARGEST_LOG = 5_000_000;
/** What another try may mend: an earlier server or its last backends are still going down. */
const PASSING = /lock file|shared memory|Address already in use|could not bind/;

/**
 * Stops a server that an earlier, killed launcher left running on a data folder, in order, so that nothing
 * is lost; and takes away the mark of one that is gone, for its number may belong to somebody else by now.
 */
export async function stopLeftover(dataDir: string): Promise<void> {
  const mark = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(mark)) return;
  const pid = Number(readFileSync(mark, 'utf8').split('\n')[0]);
  const runs = () => identityOf(pid)?.includes(dataDir) ?? false;
  if (!runs()) return rmSync(mark, { force: true });
  process.kill(pid, 'SIGINT');
  for (const giveUpAt = Date.now() + PATIENCE_MS; runs(); await sleep(50)) {
    if (Date.now() > giveUpAt)
      throw new Error(`An earlier PostgreSQL (process ${pid}) does not stop; kill it and start again.`);
  }
}

/** Starts the server and waits until it answers. Throws one line with its own last word when it does not. */
export async function launchServer(
  postgres: string,
  settings: KeptSettings,
  ephemeral: boolean,
): Promise<ChildProcess> {
  const logFile = `${settings.dataDir}.log`;
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const log = openLog(logFile);
    const from = statSync(logFile).size;
    const server = spawn(postgres, ['-D', settings.dataDir, ...flags(settings.port, ephemeral)], {
      ...postgresUser(settings.dataDir),
      // In a process group of its own: Ctrl-C must reach it through us, after web and worker have ended.
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const ended = new Promise<string>((resolve) => {
      server.once('error', (error) => resolve(error.message));
      server.once('exit', () => resolve(lastWord(logFile, from)));
    });
    const fault = await Promise.race([ended, untilAnswers(settings, giveUpAt)]);
    if (fault === null) return server;
    server.kill('SIGQUIT');
    if (Date.now() > giveUpAt || !PASSING.test(fault)) {
      throw new Error(`The embedded PostgreSQL does not start: ${fault} (its log: ${logFile})`);
    }
    await sleep(250);
  }
}

function flags(port: number, ephemeral: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Null as soon as the server lets us in; what is wrong when it never does. */
async function untilAnswers(settings: KeptSettings, giveUpAt: number): Promise<string | null> {
  for (;;) {
    const client = new pg.Client({
      connectionString: addressOf(settings, 'postgres'),
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return null;
    } catch (error) {
      if (Date.now() > giveUpAt) return error instanceof Error ? error.message : String(error);
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(50);
  }
}

function openLog(file: string): number {
  const tooLong = existsSync(file) && statSync(file).size > LARGEST_LOG;
  return openSync(file, tooLong ? 'w' : 'a', 0o600);
}

/** The last FATAL line, or the last line at all, that the server wrote after a place in its log. */
function lastWord(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString('utf8').trim().split('\n');
  const line = lines.findLast((each) => /FATAL|PANIC/.test(each)) ?? lines.at(-1) ?? '';
  return line.replace(/^.*?(FATAL|PANIC):\s*/, '') || 'it ended without a word';
}
