import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, readEmbeddedUrl, startEmbeddedPostgres } from './embedded-postgres';
import { identityOf } from './process-identity';

let root: string;
let stateDir: string;
let server: EmbeddedPostgres | null = null;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'waggle-embedded-'));
  await chmod(root, 0o711);
  stateDir = path.join(root, 'state');
  await start();
  await query('create table kept (word text)');
  await query("insert into kept values ('honey')");
  await server?.stop();
});
afterEach(async () => {
  await server?.stop();
  server = null;
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function start(): Promise<EmbeddedPostgres> {
  server = await startEmbeddedPostgres({ stateDir });
  return server;
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: readEmbeddedUrl(stateDir) ?? '' });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const kept = async () => (await query('select word from kept')).map(({ word }) => word);

describe('the embedded PostgreSQL', () => {
  it('keeps data, port and passwords between starts', async () => {
    const { url } = await start();
    expect(await kept()).toEqual(['honey']);
    await server?.stop();
    expect((await start()).url).toBe(url);
  });

  it('gives a role that is no superuser, by password, on this machine alone', async () => {
    const { url } = await start();
    expect(
      await query(
        'select current_user::text as who, rolsuper as super from pg_roles where rolname = current_user',
      ),
    ).toEqual([{ who: 'waggle', super: false }]);
    expect(await query('show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    const client = new pg.Client({ connectionString: wrong.href });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps its passwords in a file that only its owner can read', () => {
    expect(statSync(path.join(stateDir, 'embedded.json')).mode & 0o777).toBe(0o600);
  });

  it('folds letters beyond ASCII, on every platform alike', async () => {
    await start();
    expect(await query("select lower('ÅÉÜ') as folded")).toEqual([{ folded: 'åéü' }]);
  });

  it('says when it was killed, and starts again on the same address with everything committed', async () => {
    const killed = await start();
    await query("insert into kept values ('wax')");
    process.kill(killed.pid, 'SIGKILL');
    await killed.died;
    server = await startEmbeddedPostgres({ stateDir, port: Number(new URL(killed.url).port) });
    expect(server.url).toBe(killed.url);
    expect(await kept()).toEqual(['honey', 'wax']);
    await query("delete from kept where word = 'wax'");
  });

  it('stops the server that a killed launcher left running before it starts its own', async () => {
    const orphan = await start();
    const again = await startEmbeddedPostgres({ stateDir });
    expect(identityOf(orphan.pid)).toBeNull();
    expect(again.url).toBe(orphan.url);
    server = again;
    expect(await kept()).toEqual(['honey']);
  });

  it('takes no other process for its server when the number in postmaster.pid has been given away', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const mark = path.join(stateDir, 'postgres', 'postmaster.pid');
    writeFileSync(mark, `${stranger.pid}\n${path.dirname(mark)}\n`);
    await start();
    expect(await kept()).toEqual(['honey']);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  it('refuses a second launcher while the first one lives, and not when it is gone', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const file = path.join(stateDir, 'postgres.owner');
    const pid = other.pid ?? 0;
    await expect.poll(() => identityOf(pid)).toContain('setInterval');
    writeFileSync(file, JSON.stringify({ pid, identity: identityOf(pid) }));
    await expect(start()).rejects.toThrow(`in use by process ${pid}; stop that one first`);

    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    await start();
    expect(await kept()).toEqual(['honey']);
  });

  it('finds its data again when the project has been moved', async () => {
    const moved = path.join(root, 'moved');
    renameSync(stateDir, moved);
    stateDir = moved;
    await start();
    expect(await kept()).toEqual(['honey']);
  });

  it('starts with a new database where a state folder was deleted, and leaves alone what it left elsewhere', async () => {
    // As root, what only root can enter has its data elsewhere.
    const closed = path.join(root, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const left: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const first = await startEmbeddedPostgres({ stateDir: closed });
      await first.stop();
      left.push(first.elsewhere ?? closed);
      rmSync(path.join(closed, 'embedded.json'));
      if (!first.elsewhere) rmSync(path.join(closed, 'postgres'), { recursive: true });
    }
    try {
      const [earlier = '', later = ''] = left;
      expect(earlier === later).toBe(earlier === closed);
      if (earlier !== closed) expect(existsSync(path.join(earlier, 'postgres', 'PG_VERSION'))).toBe(true);
    } finally {
      for (const folder of left) rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says in one line why it does not start', async () => {
    const version = path.join(stateDir, 'postgres', 'PG_VERSION');
    const was = readFileSync(version, 'utf8');
    writeFileSync(version, '9.6\n');
    await expect(start()).rejects.toThrow(/does not start: database files are incompatible with server/);
    writeFileSync(version, was);
  });

  it('leaves nothing of an ephemeral cluster', async () => {
    const folder = path.join(root, 'ephemeral');
    const ephemeral = await startEmbeddedPostgres({ stateDir: folder, ephemeral: true });
    await ephemeral.stop();
    expect(existsSync(path.join(folder, 'postgres'))).toBe(false);
    expect(identityOf(ephemeral.pid)).toBeNull();
  });

  it('does not outlive a killed test run when it is ephemeral', async () => {
    const folder = path.join(root, 'orphan');
    const module = new URL('./embedded-postgres.ts', import.meta.url).href;
    const program = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
      const { pid } = await startEmbeddedPostgres({ stateDir: ${JSON.stringify(folder)}, ephemeral: true });
      console.log(pid);
      setInterval(() => {}, 1000);`;
    const run = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const orphan = await new Promise<number>((resolve) =>
      run.stdout.once('data', (text) => resolve(Number(text))),
    );
    expect(identityOf(orphan)).toContain(folder);
    run.kill('SIGKILL');
    await expect.poll(() => identityOf(orphan), { timeout: 10_000 }).toBeNull();
  });
});
