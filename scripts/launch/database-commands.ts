import { rmSync } from 'node:fs';
import path from 'node:path';
import { readEmbeddedUrl, startEmbeddedPostgres } from '@/db/embedded/embedded-postgres';
import { migrate } from '@/db/migrate';
import { ROOT } from '../install.mjs';
import { readSettings } from './settings';

/** Brings the database to the newest schema without starting anything else. */
export async function migrateOnly(): Promise<void> {
  const config = readSettings(ROOT);
  if (config.databaseUrl) {
    await migrate(config.databaseUrl);
  } else {
    const database = await startEmbeddedPostgres({ stateDir: config.stateDir });
    await migrate(database.url).finally(() => database.stop());
  }
  console.log('The database is at the newest schema.');
}

/** Throws the embedded database away; the next start makes a new one. Never touches DATABASE_URL. */
export async function resetEmbedded(): Promise<void> {
  const config = readSettings(ROOT);
  if (config.databaseUrl)
    throw new Error('Only the embedded database can be reset; DATABASE_URL names another one.');
  if (!readEmbeddedUrl(config.stateDir)) return console.log('There is no embedded database yet.');
  // Started first: that recovers a server left over from a kill, and proves that nobody else uses it.
  const database = await startEmbeddedPostgres({ stateDir: config.stateDir, ephemeral: true });
  await database.stop();
  rmSync(path.join(config.stateDir, 'embedded.json'), { force: true });
  console.log('The embedded database is gone; npm start makes a new one.');
}
