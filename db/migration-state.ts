import pg from 'pg';
import journal from './migrations/meta/_journal.json' with { type: 'json' };

/**
 * Whether the database has every migration that this build knows; a newer database is fine. Asked on a
 * connection of its own, and no more once it was true.
 */
export function migrationCheck(url: string): () => Promise<boolean> {
  const newest = journal.entries.at(-1)?.when ?? 0;
  let done = false;
  return async () => {
    if (done) return true;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      const { rows } = await client.query<{ newest: string | null }>(
        'select max(created_at) as newest from drizzle.__drizzle_migrations',
      );
      done = Number(rows[0]?.newest ?? 0) >= newest;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
    return done;
  };
}
