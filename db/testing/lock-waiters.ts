import { expect } from 'vitest';
import type { TestDatabase } from './test-database';

/** Resolves once so many sessions of this database wait for a lock: a race has reached its narrow place. */
export async function untilWaiting(database: TestDatabase, sessions = 1): Promise<void> {
  const waiting = async () => {
    const [found] = await database.asOwner<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return found?.count ?? 0;
  };
  await expect.poll(waiting, { interval: 5, timeout: 5_000 }).toBeGreaterThanOrEqual(sessions);
}
