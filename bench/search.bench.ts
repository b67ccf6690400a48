import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Database, openDatabase } from '@/db/client';
import { startEmbeddedPostgres } from '@/db/embedded/embedded-postgres';
import { migrate } from '@/db/migrate';
import { type TestOrganization, type TestUser, testOrganization } from '@/db/testing/test-organization';
import { inOrganization } from '@/server/context';
import { CUSTOMERS_SHOWN } from '@/server/domain/search/search-query';
import { searchCustomers } from '@/server/usecases/search/search-customers';
import { searchMessages } from '@/server/usecases/search/search-messages';
import { addServices } from './rig/add-services';
import { fillInbox, THREAD } from './rig/fill-inbox';
import { quantile } from './rig/quantile';

const CONVERSATIONS = 100_000;
const SERVICES = 100;
const ROUNDS = 12;
/** The first rounds fill caches. */
const WARM_UP = 4;

/**
 * What people type: a word that stands in every message, in a fifth, in ten, in none; several, in one
 * message and never; digits; names.
 */
const QUERIES: Record<string, (n: number) => string> = {
  'in every message': () => 'parcel',
  'in a fifth': () => 'boston',
  'in ten': (n) => `order ${n * 37 + 1}`,
  'in none': () => 'zebra',
  'two common ones': () => 'parcel denver',
  'two that never meet': () => 'boston denver',
  'a beginning': () => 'ho',
  'part of a number': (n) => `00${n * 11 + 101}`,
  'part of a name': (n) => `customer ${n * 13 + 20}`,
};

const stateDir = await mkdtemp(path.join(tmpdir(), 'waggle-bench-'));
await chmod(stateDir, 0o711); // PostgreSQL runs as somebody else when we are root
const postgres = await startEmbeddedPostgres({ stateDir, ephemeral: true });
await migrate(postgres.url);
const database = openDatabase({ url: postgres.url });
try {
  const organization = await testOrganization(database);
  const lines = await addServices(database, organization, SERVICES);
  console.error('filling …');
  await fillInbox(database, organization, lines, CONVERSATIONS);
  await leaveOneService(database, organization);
  const owner = new pg.Client({ connectionString: postgres.url });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();

  const readers = { 'all Services': organization.anna, 'one Service': organization.outsider };
  const ms: Record<string, Record<string, { p50: number; p95: number; found: number }>> = {};
  const all: number[] = [];
  for (const [who, reader] of Object.entries(readers)) {
    for (const [name, query] of Object.entries(QUERIES)) {
      const { times, found } = await measure(organization, reader, query);
      all.push(...times);
      ms[who] = { ...ms[who], [name]: { p50: quantile(times, 0.5), p95: quantile(times, 0.95), found } };
      console.error(who, name, ms[who]?.[name]);
    }
  }
  console.log(
    JSON.stringify({
      bench: 'search',
      messages: CONVERSATIONS * THREAD,
      p95: quantile(all, 0.95),
      worst: quantile(all, 1),
      ms,
    }),
  );
} finally {
  await database.close();
  await postgres.stop();
  await rm(stateDir, { recursive: true, force: true });
}

/** Both questions that a search field asks, transactions included. */
async function measure(organization: TestOrganization, reader: TestUser, query: (n: number) => string) {
  const doorbell = { ringEvents: () => undefined, ringOutbox: () => undefined };
  const box = { database, doorbell, clock: () => new Date() };
  const { id: userId, role, licence } = reader;
  const actor = { kind: 'user', userId, role, licence, active: true } as const;
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const q = query(round);
    const startedAt = performance.now();
    const [messages, customers] = await Promise.all([
      inOrganization(box, organization.id, actor, (ctx) => searchMessages(ctx, { q, limit: 30 })),
      inOrganization(box, organization.id, actor, (ctx) =>
        searchCustomers(ctx, { q, limit: CUSTOMERS_SHOWN }),
      ),
    ]);
    if (round >= WARM_UP) times.push(performance.now() - startedAt);
    found += messages.items.length + customers.length;
  }
  return { times, found };
}

/** An agent of a single Service among a hundred: most of what a common word finds is not theirs. */
async function leaveOneService(on: Database, { id, outsider, serviceId }: TestOrganization): Promise<void> {
  await on.withOrganization(id, (tx) =>
    tx.execute(
      `insert into service_members (organization_id, service_id, user_id) values (${id}, '${serviceId}', '${outsider.id}')`,
    ),
  );
}
