import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Database, openDatabase } from '@/db/client';
import { startEmbeddedPostgres } from '@/db/embedded/embedded-postgres';
import { migrate } from '@/db/migrate';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import { inOrganization, type VerbContext } from '@/server/context';
import { INBOX_VIEWS, type InboxView } from '@/server/domain/conversations/views';
import { countViews } from '@/server/usecases/conversations/count-views';
import { listConversations } from '@/server/usecases/conversations/list-conversations';
import { listMessages } from '@/server/usecases/messages/list-messages';
import { verifyInvariants } from '@/server/usecases/operations/verify-invariants';
import { addServices } from './rig/add-services';
import { conversationIdOf, fillInbox, LABEL, THREAD } from './rig/fill-inbox';
import { quantile } from './rig/quantile';
import { seededRandom } from './rig/random';

const SMALL = 1_000;
const LARGE = 100_000;
const SERVICES = 100;
const PAGE = 50;
const ROUNDS = 40;
/** The first rounds fill caches and let PostgreSQL choose its plans. */
const WARM_UP = 10;

interface Inbox {
  database: Database;
  organization: TestOrganization;
  /** Where the second page of each view begins. */
  cursors: Partial<Record<InboxView, string>>;
}

const stateDir = await mkdtemp(path.join(tmpdir(), 'waggle-bench-'));
await chmod(stateDir, 0o711); // PostgreSQL runs as somebody else when we are root
const postgres = await startEmbeddedPostgres({ stateDir, ephemeral: true });
const opened: Database[] = [];
try {
  const small = await makeInbox(SMALL);
  const large = await makeInbox(LARGE);
  const times = new Map<string, { small: number[]; large: number[] }>();
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, read] of Object.entries(pages(seededRandom(round)))) {
      const known = times.get(name) ?? { small: [], large: [] };
      times.set(name, known);
      // In turns, so that whatever else the machine does meets both alike.
      for (const [size, inbox] of [
        ['small', small],
        ['large', large],
      ] as const) {
        const ms = await timed(inbox, read);
        if (round >= WARM_UP) known[size].push(ms);
      }
    }
  }
  const pagesRead = [...times].map(([name, measured]) => {
    const small = quantile(measured.small, 0.5);
    const large = quantile(measured.large, 0.5);
    return [name, { small, large, ratio: Math.round((large / small) * 100) / 100 }] as const;
  });
  console.log(
    JSON.stringify({
      bench: 'inbox',
      messages: [SMALL * THREAD, LARGE * THREAD],
      worstRatio: Math.max(...pagesRead.map(([, { ratio }]) => ratio)),
      ms: Object.fromEntries(pagesRead),
    }),
  );
} finally {
  for (const database of opened) await database.close();
  await postgres.stop();
  await rm(stateDir, { recursive: true, force: true });
}

type Read = (ctx: VerbContext, inbox: Inbox) => Promise<unknown>;

/** What screens ask for: two pages of every view, the badges, a thread. */
function pages(random: () => number): Record<string, Read> {
  const conversationId = conversationIdOf(Math.floor(random() * SMALL) + 1);
  const lists = INBOX_VIEWS.flatMap((view): [string, Read][] => [
    [view, (ctx) => listConversations(ctx, { view, limit: PAGE })],
    [
      `${view}, second page`,
      (ctx, { cursors }) => listConversations(ctx, { view, limit: PAGE, cursor: cursors[view] }),
    ],
  ]);
  return {
    ...Object.fromEntries(lists),
    'all, unread': (ctx) => listConversations(ctx, { view: 'all', tab: 'unread', limit: PAGE }),
    'all, waiting longest': (ctx) => listConversations(ctx, { view: 'all', tab: 'waiting', limit: PAGE }),
    'mine, waiting longest': (ctx) => listConversations(ctx, { view: 'mine', tab: 'waiting', limit: PAGE }),
    label: (ctx) => listConversations(ctx, { view: 'all', labelId: LABEL, limit: PAGE }),
    badges: countViews,
    thread: (ctx) => listMessages(ctx, { conversationId, limit: PAGE }),
    'thread, older': (ctx) => listMessages(ctx, { conversationId, limit: PAGE, beforeSeq: THREAD - 2 }),
  };
}

/** The whole verb in milliseconds, its transaction included. */
async function timed(inbox: Inbox, read: Read): Promise<number> {
  const startedAt = performance.now();
  await asAnna(inbox, (ctx) => read(ctx, inbox));
  return performance.now() - startedAt;
}

function asAnna<T>({ database, organization }: Inbox, verb: (ctx: VerbContext) => Promise<T>): Promise<T> {
  const doorbell = { ringEvents: () => undefined, ringOutbox: () => undefined };
  const { id: userId, role, licence } = organization.anna;
  const actor = { kind: 'user', userId, role, licence, active: true } as const;
  return inOrganization({ database, doorbell, clock: () => new Date() }, organization.id, actor, verb);
}

/** A database of its own, so that the small inbox does not lie in the large one's tables. */
async function makeInbox(conversations: number): Promise<Inbox> {
  const startedAt = performance.now();
  const url = new URL(postgres.url);
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  url.pathname = `/inbox_${conversations}`;
  await owner.query(`create database inbox_${conversations}`);
  await owner.end();
  await migrate(url.href);
  const database = openDatabase({ url: url.href });
  opened.push(database);
  const organization = await testOrganization(database);
  const lines = await addServices(database, organization, SERVICES);
  await fillInbox(database, organization, lines, conversations);
  await tidy(url.href);

  const inbox: Inbox = { database, organization, cursors: {} };
  const broken = conversations === SMALL ? await verify(inbox) : [];
  if (broken.length > 0) throw new Error(`the inbox is not what verbs would make: ${JSON.stringify(broken)}`);
  for (const view of INBOX_VIEWS) {
    const { nextCursor, items } = await asAnna(inbox, (ctx) => listConversations(ctx, { view, limit: PAGE }));
    if (nextCursor) inbox.cursors[view] = nextCursor;
    console.error(`${conversations} conversations, ${view}: ${items.length}${nextCursor ? ' and more' : ''}`);
  }
  console.error(`filled in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return inbox;
}

/** What autovacuum would have done by the time somebody looks. */
async function tidy(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();
}

function verify({ database, organization }: Inbox) {
  const doorbell = { ringEvents: () => undefined, ringOutbox: () => undefined };
  const box = { database, doorbell, clock: () => new Date() };
  return inOrganization(box, organization.id, { kind: 'operator' }, verifyInvariants);
}
