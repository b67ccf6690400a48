import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { addressOf, type KeptSettings } from './kept-settings';
import { postgresUser } from './unprivileged';

/** Makes the data folder when there is none: UTF-8, the same order and folding everywhere, scram. */
export function makeClusterOnce(
  initdb: string,
  { dataDir, superPassword }: KeptSettings,
  ephemeral: boolean,
): void {
  if (existsSync(path.join(dataDir, 'PG_VERSION'))) return;
  const user = postgresUser(dataDir);
  const passwordFile = `${dataDir}.password`;
  // What a killed initdb left has no PG_VERSION worth keeping.
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, superPassword, { mode: 0o600 });
  if (user.uid !== undefined)
    for (const file of [dataDir, passwordFile]) chownSync(file, user.uid, user.gid ?? user.uid);
  const options = [
    '-D',
    dataDir,
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    execFileSync(initdb, [...options, ...locale, '--no-instructions', ...(ephemeral ? ['--no-sync'] : [])], {
      ...user,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Error(
      `The embedded PostgreSQL cannot be set up in ${dataDir}: ${lastLine(error)}. DATABASE_URL can name another PostgreSQL.`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Makes the role `waggle` and its database when they are not there. Not a superuser: rule 9 of tenancy needs that. */
export async function makeDatabaseOnce(settings: KeptSettings): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(settings, 'postgres') });
  await client.connect();
  try {
    const { rows: roles } = await client.query("select from pg_roles where rolname = 'waggle'");
    if (roles.length === 0) {
      await client.query(
        `create role waggle login createrole createdb password ${pg.escapeLiteral(settings.password)}`,
      );
    }
    const { rows: databases } = await client.query("select from pg_database where datname = 'waggle'");
    if (databases.length === 0) await client.query('create database waggle owner waggle');
  } finally {
    await client.end();
  }
}

function lastLine(error: unknown): string {
  const stderr = (error as { stderr?: Buffer | null }).stderr?.toString('utf8').trim();
  return stderr?.split('\n').at(-1) || String(error);
}
