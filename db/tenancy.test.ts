import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from './testing/test-database';
import { type TestOrganization, testOrganization } from './testing/test-organization';

let database: TestDatabase;
let ours: TestOrganization;
let theirs: TestOrganization;

beforeAll(async () => {
  database = await testDatabase();
  ours = await testOrganization(database);
  theirs = await testOrganization(database);
});

const inOurs = (query: string) => database.withOrganization(ours.id, (tx) => tx.execute(query));
const asDispatcher = (query: string) => database.withDispatcher((tx) => tx.execute(query));
const DENIED = { cause: { code: '42501' } };

/** Asked before any organization is known, or written by the migrator; see schema/users.ts. */
const NOT_TENANT = [
  'login_credentials',
  'login_sessions',
  'login_throttles',
  'login_verifications',
  'logins',
];

describe('every table of an organization', () => {
  it('is guarded by a policy that also binds its owner', async () => {
    const tables = await database.asOwner<{ name: string; guarded: boolean; policies: string }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as guarded,
        coalesce((select string_agg(p.polname || ':' || p.polcmd::text || ':' || coalesce((p.polwithcheck is not null)::text, ''), ',')
          from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'), '') as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
    const open = tables.filter(({ guarded, policies }) => !guarded || policies !== 'tenant:*:true');
    expect(open.map(({ name }) => name)).toEqual(NOT_TENANT);
    expect(tables.length).toBeGreaterThan(NOT_TENANT.length + 15);
  });

  it('has the organization first in its key, its unique indexes and its references', async () => {
    const others = NOT_TENANT.map((name) => `'${name}'`).join();
    const keys = await database.asOwner<{ name: string }>(`
      select i.indexrelid::regclass::text as name
      from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relnamespace = 'public'::regnamespace and i.indisunique
        and c.relname not in (${others}, 'organizations') and a.attname <> 'organization_id'`);
    expect(keys).toEqual([]);
    const references = await database.asOwner<{ name: string }>(`
      select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
        and c.relname not in (${others}) and a.attname <> 'organization_id'`);
    expect(references).toEqual([]);
  });

  it('is closed to a transaction that names no organization', async () => {
    const { rows } = await database.withOrganization(ours.id, async (tx) => {
      await tx.execute("set local waggle.organization_id = ''");
      return tx.execute('select id from users');
    });
    expect(rows).toEqual([]);
  });
});

describe('the tenant role', () => {
  it('cannot read who signs in', async () => {
    for (const table of NOT_TENANT) {
      await expect(inOurs(`select * from ${table}`), table).rejects.toMatchObject(DENIED);
    }
  });

  it('cannot change or delete what stands in the audit log, not even the owner can', async () => {
    await inOurs(
      `insert into audit_log (organization_id, id, actor, action, target) values (${ours.id}, gen_random_uuid(), 'test', 'a.b', '1')`,
    );
    await expect(inOurs(`delete from audit_log`)).rejects.toMatchObject(DENIED);
    await expect(inOurs(`update audit_log set actor = 'x'`)).rejects.toMatchObject(DENIED);
    // A superuser meets the trigger; any other owner is bound by row level security like everybody.
    await database.asOwner(`delete from audit_log`).catch((error: Error) => {
      expect(error.message).toContain('cannot be changed');
    });
    expect((await inOurs('select from audit_log')).rows).toHaveLength(1);
  });

  it('cannot move a row to another organization, nor refer to one of its rows', async () => {
    const moving = inOurs(`update users set organization_id = ${theirs.id} where name = 'anna'`);
    await expect(moving).rejects.toMatchObject(DENIED);
    const referring = inOurs(
      `insert into service_members (organization_id, service_id, user_id) values (${ours.id}, '${ours.serviceId}', '${theirs.anna.id}')`,
    );
    await expect(referring).rejects.toMatchObject({ cause: { code: '23503' } });
  });

  it('sees its own rows only, however transactions of two organizations take turns on the connections', async () => {
    const both = [ours, theirs];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        database
          .withOrganization(both[i % 2]?.id ?? 0, async (tx) => {
            if (i % 7 === 0) await tx.execute('select 1/0').catch(() => undefined);
            const { rows } = await tx.execute<{ id: number }>('select id from organizations');
            return rows.map(({ id }) => id);
          })
          .catch(() => 'failed'),
      ),
    );
    for (const [i, answer] of answers.entries()) {
      if (answer !== 'failed') expect(answer).toEqual([both[i % 2]?.id]);
    }
    expect(answers.filter((answer) => answer !== 'failed').length).toBeGreaterThan(150);
  });
});

describe('the dispatcher', () => {
  it('reads ids and times across organizations, and never what people wrote', async () => {
    const readable = await database.asOwner<{ columns: string }>(`
      select c.relname || '.' || a.attname as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and has_column_privilege('waggle_dispatcher', c.oid, a.attnum, 'select') order by 1`);
    const tables = new Set(readable.map(({ columns }) => columns.split('.')[0]));
    expect([...tables]).toEqual([
      'connections',
      'event_counters',
      'files',
      'organizations',
      'outbox',
      'quarantine',
      'senders',
      'simulator_webhooks',
      'timers',
    ]);
    const forbidden = /body|text|payload|customer|email|credential|token|url|header|password/;
    expect(readable.filter(({ columns }) => forbidden.test(columns))).toEqual([]);
    const { rows } = await asDispatcher('select id from organizations');
    expect(rows).toHaveLength(2);
    await expect(asDispatcher('select body from messages')).rejects.toMatchObject(DENIED);
    await expect(asDispatcher('select * from connections')).rejects.toMatchObject(DENIED);
  });

  it('moves leases and paces, adds and deletes nothing', async () => {
    await expect(asDispatcher('delete from outbox')).rejects.toMatchObject(DENIED);
    await expect(asDispatcher(`update outbox set attempts = 0`)).rejects.toMatchObject(DENIED);
    await expect(asDispatcher(`update connections set status = 'active'`)).rejects.toMatchObject(DENIED);
    await asDispatcher(`update outbox set lease_epoch = lease_epoch`);
    await asDispatcher(`update senders set next_slot = next_slot`);
  });
});
