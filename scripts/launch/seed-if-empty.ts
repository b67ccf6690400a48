import { sql } from 'drizzle-orm';
import { openDatabase } from '@/db/client';
import { connectionSealer } from '@/server/carriers/seal-connection';
import { seedDemo } from '@/server/cli/seed-demo';
import { type Config, parseConfig } from '@/server/config';

/** Brings in the demo organization when it is wanted and there is no organization at all. */
export async function seedIfEmpty(config: Config, databaseUrl: string, appKeys: string): Promise<void> {
  if (config.seed === 'none') return;
  const database = openDatabase({ url: databaseUrl, poolSize: 2 });
  try {
    const { rows } = await database.withDispatcher((tx) =>
      tx.execute(sql`select from organizations limit 1`),
    );
    if (rows.length > 0) return;
    console.log('Making the demo organization …');
    const { keyring } = parseConfig({ APP_KEYS: appKeys });
    if (!keyring) throw new Error('APP_KEYS is empty');
    const silent = { ringEvents: () => undefined, ringOutbox: () => undefined };
    await seedDemo({ database, doorbell: silent, clock: () => new Date() }, connectionSealer(keyring));
  } finally {
    await database.close();
  }
}
