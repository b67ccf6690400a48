import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable, openDatabase, type Transaction } from './client';
import { databaseRelay } from './testing/database-relay';
import { untilWaiting } from './testing/lock-waiters';
import { type TestDatabase, testDatabase } from './testing/test-database';
import { testOrganization } from './testing/test-organization';

let database: TestDatabase;
let organizationId: number;

beforeAll(async () => {
  database = await testDatabase();
  ({ id: organizationId } = await testOrganization(database));
});

const inOwn = <T>(fn: (tx: Transaction) => Promise<T>) => database.withOrganization(organizationId, fn);
const rename = (tx: Transaction, from: string, to: string) =>
  tx.execute(sql`update users set name = ${to} where name = ${from}`);
const names = async () =>
  (await inOwn((tx) => tx.execute<{ name: string }>('select name from users order by name'))).rows.map(
    ({ name }) => name,
  );

describe('a transaction', () => {
  it('leaves nothing behind when it fails', async () => {
    const before = await names();
    const failing = inOwn(async (tx) => {
      await rename(tx, 'anna', 'nobody');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await names()).toEqual(before);
  });

  it('does not say that it succeeded when a failure in it went unheard', async () => {
    const before = await names();
    const swallowing = inOwn(async (tx) => {
      await rename(tx, 'anna', 'nobody');
      await tx.execute('select 1 / 0').catch(() => undefined);
      return 'done';
    });
    await expect(swallowing).rejects.toThrow('rolled back');
    expect(await names()).toEqual(before);
  });

  it('that loses a deadlock runs again from the start', async () => {
    const lock = (tx: Transaction, name: string) =>
      tx.execute(sql`select from users where name = ${name} for update`);
    let runs = 0;
    let together = 0;
    const crossing = (first: string, second: string) =>
      inOwn(async (tx) => {
        runs += 1;
        await lock(tx, first);
        together += 1;
        // Both hold their first row; the second time the other one is gone.
        if (runs <= 2) await expect.poll(() => together, { interval: 1 }).toBeGreaterThanOrEqual(2);
        await lock(tx, second);
        return first;
      });
    expect(await Promise.all([crossing('anna', 'jonas'), crossing('jonas', 'anna')])).toEqual([
      'anna',
      'jonas',
    ]);
    expect(runs).toBe(3);
  });

  it('takes no id that could not be an organization’s', () => {
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 31]) {
      expect(() => database.withOrganization(id, async () => undefined), String(id)).toThrow(RangeError);
    }
  });

  it('gives up waiting for a lock after three seconds, as something to try again', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const holding = inOwn(async (tx) => {
      await rename(tx, 'outsider', 'outsider');
      await released;
    });
    const waiting = inOwn((tx) => rename(tx, 'outsider', 'late'));
    await Promise.all([expect(waiting).rejects.toThrow(DatabaseUnavailable), untilWaiting(database)]);
    release();
    await holding;
    expect(await names()).toContain('outsider');
  });
});

describe('a database that goes away', () => {
  it('is said to be unavailable, kills no process, and is used again when it is back', async () => {
    const relay = await databaseRelay(database.url);
    const faults: Error[] = [];
    const behind = openDatabase({ url: relay.url, onError: (error) => faults.push(error) });
    afterAll(() => behind.close());
    const ask = () => behind.withOrganization(organizationId, (tx) => tx.execute('select 1'));
    await ask();
    const during = behind.withOrganization(organizationId, async (tx) => {
      relay.cut();
      await tx.execute('select 1');
    });
    await expect(during).rejects.toThrow(DatabaseUnavailable);
    await expect(ask()).rejects.toThrow(DatabaseUnavailable);
    await expect(behind.ping()).rejects.toThrow(DatabaseUnavailable);
    relay.mend();
    await ask();
    await behind.ping();
    expect(faults.length).toBeGreaterThan(0);
  });
});
