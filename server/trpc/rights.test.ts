import { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/testing/test-database';
import type { TestUser } from '@/db/testing/test-organization';
import type { Session } from '@/server/auth/resolve-session';
import { inOrganization } from '@/server/context';
import type { Actor } from '@/server/domain/users/actor';
import { appRouter, createCaller } from './app-router';
import { RUNGS, TABLE } from './testing/procedure-table';
import { type World, worldIn } from './testing/world';

const PATHS = Object.keys(appRouter._def.procedures);
let database: TestDatabase;
let ours: World;
let theirs: World;

beforeAll(async () => {
  database = await testDatabase();
  ours = await worldIn(database, 'OURS-4711');
  theirs = await worldIn(database, 'THEIRS-0815');
});
function sessionOf({ home }: World, user: TestUser): Session {
  return {
    sessionId: 'test',
    organizationId: home.organization.id,
    actor: { kind: 'user', userId: user.id, role: user.role, licence: user.licence, active: true },
    user: { ...user, name: 'Test', email: 'test@example.com' },
  };
}

/** @param as who the verbs take it to come from, when not the session's own person */
async function call(session: Session | null, path: string, input: unknown, as?: Actor): Promise<unknown> {
  const faults: unknown[] = [];
  const caller = createCaller({
    requestId: 'test',
    session,
    run: (who, verb) => inOrganization(ours.home.box, who.organizationId, as ?? who.actor, verb),
    onFault: (error) => faults.push(error),
  });
  const [feature = '', name = ''] = path.split('.');
  const procedures = caller as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  try {
    return await procedures[feature]?.[name]?.(input);
  } finally {
    expect(faults, `${path} must not fail in an unexpected way`).toEqual([]);
  }
}

async function refusal(
  session: Session | null,
  path: string,
  input: unknown,
  as?: Actor,
): Promise<string | null> {
  try {
    await call(session, path, input, as);
    return null;
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

/** Everything an organization owns, as text: to see whether a stranger changed any of it. */
async function everythingOf({ home }: World): Promise<string> {
  const tables = await tenantTables();
  return database.withOrganization(home.organization.id, async (tx) => {
    const dumps: string[] = [];
    for (const table of tables) {
      const { rows } = await tx.execute<{ dump: string | null }>(
        `select string_agg(t::text, E'\\n' order by t::text) as dump from ${table} t`,
      );
      dumps.push(`${table}: ${rows[0]?.dump}`);
    }
    return dumps.join('\n');
  });
}

async function tenantTables(): Promise<string[]> {
  const rows = await database.asOwner<{ table_name: string }>(
    `select table_name from information_schema.columns
     where table_schema = 'public' and column_name = 'organization_id' and table_name <> 'logins' order by 1`,
  );
  return rows.map((row) => row.table_name);
}

/** Somebody of ours on the lowest rung that may call it. */
function sessionAt(path: string): Session {
  const from = TABLE[path]?.from ?? 'agent';
  const { anna, supervisor, admin } = ours.home.organization;
  return sessionOf(ours, from === 'admin' ? admin : from === 'supervisor' ? supervisor : anna);
}

describe('the ladder', () => {
  it('has a row for every procedure of the router', () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(PATHS.toSorted());
  });

  it.each(PATHS)('%s opens at its rung and not below', async (path) => {
    const row = TABLE[path];
    const users = { agent: 'anna', supervisor: 'supervisor', admin: 'admin' } as const;
    for (const rung of RUNGS) {
      const session = rung === 'anonymous' ? null : sessionOf(ours, ours.home.organization[users[rung]]);
      const code = await refusal(session, path, row?.input?.(ours));
      const allowed = RUNGS.indexOf(rung) >= RUNGS.indexOf(row?.from ?? 'admin');
      if (rung === 'anonymous') expect(code).toBe('UNAUTHORIZED');
      else if (!allowed) expect(code).toBe('FORBIDDEN');
      // It may be refused for what it asks (somebody was faster), never for who asks.
      else expect(['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'INTERNAL_SERVER_ERROR']).not.toContain(code);
    }
  });
});

describe('somebody who was switched off', () => {
  it.each(PATHS)('%s gives them nothing, should a door let them in', async (path) => {
    for (const name of ['anna', 'admin'] as const) {
      const { id, role, licence } = ours.home.organization[name];
      const off = { kind: 'user', userId: id, role, licence, active: false } as const;
      const session = sessionOf(ours, ours.home.organization[name]);
      const code = await refusal(session, path, TABLE[path]?.input?.(ours), off);
      expect(['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND']).toContain(code);
    }
  });
});

describe('another organization', () => {
  /** Asks with each id of the input in turn, and with all of them, replaced by the stranger's. */
  async function askWithTheirIds(session: Session, path: string, as?: Actor): Promise<void> {
    const input = TABLE[path]?.input;
    for (const mixed of input ? swaps(input(ours), input(theirs)) : [undefined]) {
      const answer = await call(session, path, mixed, as).catch((error: unknown) => {
        if (!(error instanceof TRPCError)) throw error;
        expect(['NOT_FOUND', 'BAD_REQUEST', 'FORBIDDEN', 'CONFLICT', 'UNPROCESSABLE_CONTENT']).toContain(
          error.code,
        );
        return error.message;
      });
      expect(JSON.stringify(answer ?? null)).not.toContain(theirs.canary);
    }
  }

  it.each(PATHS)('%s finds and changes nothing of it, whoever asks', async (path) => {
    const before = await everythingOf(theirs);
    for (const name of ['anna', 'supervisor', 'admin'] as const) {
      await askWithTheirIds(sessionOf(ours, ours.home.organization[name]), path);
    }
    expect(await everythingOf(theirs)).toBe(before);
  });

  it.each(PATHS)('%s finds and changes nothing of it where every permission is given', async (path) => {
    const before = await everythingOf(theirs);
    await askWithTheirIds(sessionOf(ours, ours.home.organization.admin), path, { kind: 'operator' });
    expect(await everythingOf(theirs)).toBe(before);
  });

  it('is out of reach in every table by row level security alone', async () => {
    const strangers = theirs.home.organization.id;
    const before = await everythingOf(theirs);
    for (const table of await tenantTables()) {
      const seen = await database.withOrganization(ours.home.organization.id, async (tx) => {
        const { rows } = await tx.execute(`select from ${table} where organization_id = ${strangers}`);
        const changed = await tx
          .transaction((inner) => inner.execute(`delete from ${table} where organization_id = ${strangers}`))
          .catch(() => ({ rowCount: 0 })); // the audit log may not be deleted from at all
        return rows.length + (changed.rowCount ?? 0);
      });
      expect(seen, table).toBe(0);
    }
    expect(await everythingOf(theirs)).toBe(before);
  });

  it('cannot be written into, even by who names it', async () => {
    const write = database.withOrganization(ours.home.organization.id, (tx) =>
      tx.execute(
        `insert into blocks (organization_id, customer) values (${theirs.home.organization.id}, '+1')`,
      ),
    );
    await expect(write).rejects.toThrow();
  });

  it('does not leak into the next transaction on the same connection', async () => {
    const ids = [ours.home.organization.id, theirs.home.organization.id];
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const id = ids[i % 2] ?? 0;
        return database.withOrganization(id, async (tx) => {
          const { rows } = await tx.execute<{ id: number }>(
            'select distinct organization_id as id from messages',
          );
          expect(rows).toEqual([{ id }]);
        });
      }),
    );
  });
});

describe('bad input', () => {
  it.each(PATHS)('%s refuses keys that it does not know', async (path) => {
    const input = TABLE[path]?.input?.(ours);
    if (!input) return;
    const session = sessionAt(path);
    for (const key of ['organizationId', 'organization_id', 'role', 'status', 'created_at', 'constructor']) {
      expect(await refusal(session, path, { ...input, [key]: 1 }), key).toBe('BAD_REQUEST');
    }
  });

  it.each(PATHS)('%s lets nobody reach the prototype of objects', async (path) => {
    const input = TABLE[path]?.input?.(ours) ?? {};
    const hostile = JSON.stringify(input).replace(/}$/, ',"__proto__":{"polluted":true}}').replace('{,', '{');
    const code = await refusal(sessionAt(path), path, JSON.parse(hostile));
    expect(code).not.toBe('INTERNAL_SERVER_ERROR');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(
    PATHS,
  )('%s answers whatever is thrown at it with a clear refusal, never with a fault', async (path) => {
    const input = TABLE[path]?.input?.(ours) ?? {};
    const session = sessionAt(path);
    const hostile = fc.oneof(
      fc.anything(),
      fc.constantFrom(
        '\u0000',
        '\ud800',
        'x'.repeat(70_000),
        '__proto__',
        -1,
        2 ** 60,
        Number.NaN,
        null,
        [],
        {},
      ),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }).map((mark) => Buffer.from(mark).toString('base64url')),
      fc.uuid().map((id) => Buffer.from(`0|${id}`).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(input), 'none'), hostile, async (key, value) => {
        const mixed = key === 'none' ? value : { ...input, [key]: value };
        expect(await refusal(session, path, mixed)).not.toBe('INTERNAL_SERVER_ERROR');
      }),
      { numRuns: 60 },
    );
  });
});

const ID = /^[0-9a-f]{8}-/;

/** Our input with one of its ids at a time, and then with all of them, replaced by the other world's. */
function swaps(own: Record<string, unknown>, foreign: Record<string, unknown>): Record<string, unknown>[] {
  const keys = Object.keys(own).filter((key) => key !== 'id' && ID.test(String(own[key])));
  const single = keys.map((key) => ({ ...own, [key]: foreign[key] }));
  return [...single, { ...own, ...Object.fromEntries(keys.map((key) => [key, foreign[key]])) }];
}
