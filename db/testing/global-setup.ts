import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../embedded/embedded-postgres';
import { migrate } from '../migrate';

declare module 'vitest' {
  interface ProvidedContext {
    /** Any database of the cluster in which tests make their own. */
    clusterUrl: string;
    templateName: string;
  }
}

/**
 * One cluster for the whole run: a throw-away embedded PostgreSQL, or the server of DATABASE_URL.
 * The schema is built once, in a template from which each test file copies its own database.
 */
export default async function setup(project: TestProject) {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'waggle-test-'));
  await chmod(stateDir, 0o711); // PostgreSQL runs as somebody else when we are root
  const given = process.env.DATABASE_URL;
  const embedded = given ? null : await startEmbeddedPostgres({ stateDir, ephemeral: true });
  const clusterUrl = given ?? embedded?.url ?? '';
  const templateName = `waggle_template_${process.pid}`;

  await inCluster(clusterUrl, `create database ${templateName}`);
  await migrate(databaseUrl(clusterUrl, templateName));
  project.provide('clusterUrl', clusterUrl);
  project.provide('templateName', templateName);

  return async () => {
    await inCluster(clusterUrl, `drop database if exists ${templateName} with (force)`).catch(
      () => undefined,
    );
    await embedded?.stop();
    await rm(stateDir, { recursive: true, force: true });
  };
}

function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function inCluster(clusterUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
