import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from '@/db/client';
import { DEMO_ORGANIZATION } from '@/db/seed/demo-organization';
import { connectionSealer } from '@/server/carriers/seal-connection';
import { seedDemo } from '@/server/cli/seed-demo';
import { type Config, parseConfig } from '@/server/config';

/** Brings in the demo organization when it is wanted and there is nothing yet, or only a broken-off try. */
export async function seedIfEmpty(config: Config, databaseUrl: string, appKeys: string): Promise<void> {
  if (config.seed === 'none') return;
  const database = openDatabase({ url: databaseUrl, poolSize: 2 });
  try {
    const found = await findOrganizations(database);
    const unfinished = await unfinishedDemo(database, found);
    if (found.length > 0 && unfinished === null) return;
    console.log('Making the demo organization …');
    const { keyring } = parseConfig({ APP_KEYS: appKeys });
    if (!keyring) throw new Error('APP_KEYS is empty');
    const silent = { ringEvents: () => undefined, ringOutbox: () => undefined };
    await seedDemo(
      { database, doorbell: silent, clock: () => new Date() },
      connectionSealer(keyring),
      unfinished,
    );
  } finally {
    await database.close();
  }
}

interface Found {
  [column: string]: unknown;
  id: number;
  slug: string;
}

async function findOrganizations(database: Database): Promise<Found[]> {
  const { rows } = await database.withDispatcher((tx) =>
    tx.execute<Found>(sql`select id, slug from organizations limit 2`),
  );
  return rows;
}

/** The demo organization when it stands alone and has nobody in it; its people came in with everything else. */
async function unfinishedDemo(database: Database, [only, ...others]: Found[]): Promise<number | null> {
  if (!only || others.length > 0 || only.slug !== DEMO_ORGANIZATION.slug) return null;
  const { rows } = await database.withOrganization(only.id, (tx) =>
    tx.execute(sql`select from users limit 1`),
  );
  return rows.length === 0 ? only.id : null;
}
