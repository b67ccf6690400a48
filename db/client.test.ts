import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, DatabaseUnavailable, openDatabase, type Transaction } from './client';
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

  it('that could not be opened does nothing at all', async () => {
    await database.asOwner(`create role stranger login password 'stranger'`);
    await database.asOwner('create table witnesses (saw text)');
    await database.asOwner('grant insert on witnesses to stranger');
    const url = new URL(database.url);
    url.username = 'stranger';
    url.password = 'stranger';
    const foreign = openDatabase({ url: url.href });
    afterAll(async () => {
      await foreign.close();
      await database.asOwner('drop table witnesses');
      await database.asOwner('drop role stranger');
    });
    const writing = foreign.withOrganization(organizationId, (tx) =>
      tx.execute(`insert into witnesses values ('as itself, without the tenant role')`),
    );
    // The reason, and not "current transaction is aborted", which is what the statement was told.
    await expect(writing).rejects.toThrow('permission denied to set role');
    expect(await database.asOwner('select saw from witnesses')).toEqual([]);
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
    let locked: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const holding = inOwn(async (tx) => {
      await rename(tx, 'outsider', 'outsider');
      locked();
      await released;
    });
    await held;
    const waiting = inOwn((tx) => rename(tx, 'outsider', 'late'));
    await Promise.all([expect(waiting).rejects.toThrow(DatabaseUnavailable), untilWaiting(database)]);
    release();
    await holding;
    expect(await names()).toContain('outsider');
  }, 15_000);
});

describe('the statement that travels with COMMIT', () => {
  const closing = (from: string, to: string) => () => sql`update users set name = ${to} where name = ${from}`;

  it('takes effect after everything else, in the same transaction', async () => {
    await database.withOrganization(
      organizationId,
      (tx) => rename(tx, 'supervisor', 'passing'),
      closing('passing', 'supervisor'),
    );
    expect(await names()).toContain('supervisor');
  });

  it('takes everything else with it when it fails, and its own fault is the one reported', async () => {
    const before = await names();
    const failing = database.withOrganization(
      organizationId,
      (tx) => rename(tx, 'anna', 'nobody'),
      () => sql`select 1 / 0`,
    );
    await expect(failing).rejects.toThrow('division by zero');
    expect(await names()).toEqual(before);
  });

  it('is not even asked for when the transaction fails before', async () => {
    let asked = false;
    const failing = database.withOrganization(
      organizationId,
      () => Promise.reject(new Error('before the end')),
      () => {
        asked = true;
        return null;
      },
    );
    await expect(failing).rejects.toThrow('before the end');
    expect(asked).toBe(false);
  });
});

describe('a statement that comes again', () => {
  let single: Database;
  beforeAll(() => {
    single = openDatabase({ url: database.url, poolSize: 1 });
  });
  afterAll(() => single.close());
  const inSingle = <T>(fn: (tx: Transaction) => Promise<T>) => single.withOrganization(organizationId, fn);

  it('is prepared once for each connection', async () => {
    for (const value of [1, 2, 3]) {
      await inSingle((tx) => tx.execute(sql`select ${value}::int as repeated`));
    }
    const { rows } = await inSingle((tx) =>
      tx.execute(`select from pg_prepared_statements where statement like '%as repeated'`),
    );
    expect(rows).toHaveLength(1);
  });

  it('works although it was first met in a transaction that had failed', async () => {
    const ask = (tx: Transaction) => tx.execute<{ n: number }>(sql`select ${7}::int as n`);
    const failing = inSingle(async (tx) => {
      await tx.execute('select 1 / 0').catch(() => undefined);
      await ask(tx);
    });
    await expect(failing).rejects.toThrow();
    expect((await inSingle(ask)).rows).toEqual([{ n: 7 }]);
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
