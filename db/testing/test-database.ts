import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Database, openDatabase } from '../client';

/** SQLSTATE. */
const INSUFFICIENT_PRIVILEGE = '42501';

export interface TestDatabase extends Database {
  url: string;
  /** A query as the owner, past row level security where the owner is a superuser; for looking only. */
  asOwner<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<Row[]>;
}

/** A fresh database with the newest schema, dropped when the test file ends. Call once per file. */
export async function testDatabase({ poolSize = 10 } = {}): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `waggle_test_${randomBytes(8).toString('hex')}`;
  const cluster = new pg.Client({ connectionString: clusterUrl });
  await cluster.connect();
  await cluster.query(`create database ${name} template ${inject('templateName')}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const database = openDatabase({ url: url.href, poolSize });
  const owner = new pg.Pool({ connectionString: url.href, max: 2 });
  owner.on('error', () => undefined);
  afterAll(async () => {
    await database.close();
    await owner.end();
    await cluster.query(`drop database if exists ${name} with (force)`).catch((error: { code?: string }) => {
      if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
      // An autovacuum is at work there, which only a superuser may end; without force, PostgreSQL ends it itself.
      return cluster.query(`drop database if exists ${name}`);
    });
    await cluster.end();
  });
  return {
    ...database,
    url: url.href,
    asOwner: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
  };
}
