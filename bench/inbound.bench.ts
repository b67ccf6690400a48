import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { openDatabase } from '@/db/client';
import { inOrganization } from '@/server/context';
import { receiveMessage } from '@/server/usecases/messages/receive-message';
import { foundCompany } from './rig/company';
import { cpuTimeMs } from './rig/cpu-time';
import { lookInside } from './rig/look-inside';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';
import { seededRandom } from './rig/random';
import { recordStatements, toPgbenchScript } from './rig/record-statements';

const CONNECTIONS = 16;
const CUSTOMERS = 2_000;
const ROUNDS = 4;
const ROUND_SECONDS = 5;
const DUPLICATES = 0.2;
/** Signed before a round, so that the clock does not count our signing. */
const PREPARED = 12_000;

interface Round {
  rate: number;
  latencies: number[];
  cpuMs: ReturnType<typeof cpuTimes>;
  /** pgbench's transactions per second with statements sent as we send them, and with prepared ones. */
  extended: number;
  prepared: number;
}

const random = seededRandom(1);
const product = await startProduct();
const folder = await mkdtemp(path.join(tmpdir(), 'waggle-bench-'));
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
let inside: Awaited<ReturnType<typeof lookInside>> | undefined;
const accepted = new Set<string>();
let made = 0;

try {
  const company = await foundCompany(product, 'http://localhost:9');
  inside = await lookInside(product.databaseUrl());
  const { client } = inside;

  const sidOf = (n: number) => `SM${String(n).padStart(32, '0')}`;
  const customerOf = (n: number) => `+1415555${1000 + (n % CUSTOMERS)}`;
  const prepare = (count: number) =>
    Array.from({ length: count }, () => {
      // One of the last 200 again: often while the first is still under way.
      const again = made > 0 && random() < DUPLICATES;
      const n = again ? Math.max(0, made - 1 - Math.floor(random() * Math.min(200, made))) : made++;
      const sid = sidOf(n);
      return { sid, ...company.inbound(sid, customerOf(n), `Text ${sid}`) };
    });
  const post = ({ sid, url, headers, body }: ReturnType<typeof prepare>[number]) =>
    new Promise<void>((resolve, reject) => {
      const req = request(url, { method: 'POST', headers, agent }, (res) => {
        res.resume();
        res.once('end', () => {
          if (res.statusCode !== 200) return reject(new Error(`a webhook was answered ${res.statusCode}`));
          accepted.add(sid);
          resolve();
        });
      });
      req.once('error', reject);
      req.end(body);
    });
  const load = async (webhooks: ReturnType<typeof prepare>, seconds: number) => {
    const latencies: number[] = [];
    const startedAt = performance.now();
    const endsAt = startedAt + seconds * 1000;
    const one = async () => {
      for (let next = webhooks.pop(); next && performance.now() < endsAt; next = webhooks.pop()) {
        const sentAt = performance.now();
        await post(next);
        latencies.push(performance.now() - sentAt);
      }
    };
    webhooks.reverse();
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
    return { latencies, rate: (latencies.length * 1000) / (performance.now() - startedAt) };
  };

  console.error(`${CUSTOMERS} customers write for the first time …`);
  await load(prepare(CUSTOMERS * 1.3), 30);
  const scripts = await pgbenchScripts(client);
  await client.query('reset role; analyze; set role waggle_tenant');

  const rounds: Round[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = cpuTimes();
    const ours = await load(prepare(PREPARED), ROUND_SECONDS);
    const after = cpuTimes();
    const cpuMs = mapValues(before, (ms, part) => (after[part] - ms) / ours.latencies.length);
    const extended = await pgbench(scripts, 'extended');
    const prepared = await pgbench(scripts, 'prepared');
    rounds.push({ ...ours, cpuMs, extended, prepared });
    console.error(
      `round ${round}: ${Math.round(ours.rate)}/s, pgbench ${Math.round(extended)}/s, prepared ${Math.round(prepared)}/s`,
    );
  }

  const { rows } = await client.query<{ id: string }>(
    `select provider_message_id as id from provider_messages where provider_message_id like 'SM%'`,
  );
  const kept = new Set(rows.map(({ id }) => id));
  const twice = await client.query<{ count: number }>(
    `select (count(*) - count(distinct body))::int as count from messages where body like 'Text SM%'`,
  );
  const median = (read: (round: Round) => number) => quantile(rounds.map(read), 0.5);
  const latencies = rounds.flatMap((round) => round.latencies);
  console.log(
    JSON.stringify({
      bench: 'inbound',
      rate: Math.round(median((round) => round.rate)),
      pgbench: Math.round(median((round) => round.extended)),
      ratio: hundredths(median((round) => (100 * round.rate) / round.extended)),
      ratioToPrepared: hundredths(median((round) => (100 * round.rate) / round.prepared)),
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      cpuMsPerText: mapValues(rounds[0]?.cpuMs ?? cpuTimes(), (_, part) =>
        hundredths(median((round) => 100 * round.cpuMs[part])),
      ),
      accepted: accepted.size,
      lost: [...accepted].filter((sid) => !kept.has(sid)).length,
      doubled: twice.rows[0]?.count,
    }),
  );
} finally {
  agent.destroy();
  await inside?.client.end();
  await product.discard();
  await rm(folder, { recursive: true, force: true });
}

/** The statements of one new text of a known customer, and of the same text again, as pgbench runs them. */
async function pgbenchScripts(client: Client): Promise<string[]> {
  const found = await client.query<{ organization_id: number; id: string; e164: string; customer: string }>(
    `select n.organization_id, n.connection_id as id, n.e164, c.customer
     from numbers n join conversations c on c.number_id = n.id limit 1`,
  );
  const line = found.rows[0];
  if (!line) throw new Error('nobody has written');
  const database = openDatabase({ url: product.databaseUrl(), poolSize: 1 });
  const doorbell = { ringEvents: () => undefined, ringOutbox: () => undefined };
  const box = { database, doorbell, clock: () => new Date() };
  const ids: string[] = [];
  const text = {
    providerMessageId: 'recorded',
    from: line.customer,
    to: line.e164,
    text: 'Recorded for comparison',
    segments: 1,
    media: [],
    sentAt: null,
  };
  const receive = () =>
    inOrganization(box, line.organization_id, { kind: 'carrier' }, (ctx) =>
      receiveMessage(
        {
          ...ctx,
          newId: () => {
            const id = ctx.newId();
            ids.push(id);
            return id;
          },
        },
        line.id,
        text,
      ),
    );
  const fresh = await recordStatements(receive);
  const again = await recordStatements(receive);
  await database.close();
  const kept = await client.query<{ id: string; last_seq: string }>(
    'select id, last_seq from conversations where customer = $1',
    [line.customer],
  );
  const conversation = kept.rows[0];
  const [messageId, newConversationId] = ids;
  const seq = Number(conversation?.last_seq);
  const vary = (value: unknown): string | undefined => {
    if (value === text.providerMessageId) return "('PB' || :a || '-' || :b)";
    if (value === line.customer) return `('+1415555' || (1000 + :c))`;
    if (value === messageId) return uuid('7aaa');
    if (value === newConversationId) return uuid('7bbb');
    if (value === conversation?.id) return ':id::uuid';
    // Sequence numbers are the only values above 1 here that differ between texts.
    return value === seq && seq > 1 ? ':last_seq::bigint' : undefined;
  };
  const head = [
    '\\set a random(1, 2000000000)',
    '\\set b random(1, 2000000000)',
    `\\set c random(0, ${CUSTOMERS - 1})`,
  ].join('\n');
  const upsert = fresh.find((statement) => statement.text.startsWith('insert into "conversations"'));
  if (!upsert) throw new Error('the upsert was not recorded');
  // The later statements need what the upsert answered.
  upsert.text = `with kept as (${upsert.text}) select id, last_seq from kept \\gset`;
  const duplicate = again.map((statement) => ({ ...statement }));
  const files = [path.join(folder, 'new.sql'), path.join(folder, 'again.sql')];
  await writeFile(files[0] ?? '', `${head}\n${toPgbenchScript(fresh, vary)}\n`);
  // A key that is there already: the one just recorded.
  const known = (value: unknown) => (value === ids[2] ? uuid('7ccc') : undefined);
  await writeFile(files[1] ?? '', `${head}\n${toPgbenchScript(duplicate, known)}\n`);
  return [`${files[0]}@8`, `${files[1]}@2`];
}

function uuid(group: string): string {
  return `('01900000-0000-${group}-8' || lpad(to_hex(:a::int % 4096), 3, '0') || '-' || lpad(to_hex(:b::int), 12, '0'))::uuid`;
}

/** @returns transactions per second */
async function pgbench(scripts: readonly string[], mode: 'extended' | 'prepared'): Promise<number> {
  const files = scripts.flatMap((script) => ['-f', script]);
  const settings = ['-n', '-M', mode, '-c', String(CONNECTIONS), '-j', '2', '-T', String(ROUND_SECONDS)];
  const at = new URL(product.databaseUrl());
  const env = {
    ...process.env,
    PGHOST: at.hostname,
    PGPORT: at.port,
    PGUSER: at.username,
    PGPASSWORD: at.password,
    PGDATABASE: at.pathname.slice(1),
  };
  // The first fault says it all; the rest repeats it for every connection.
  const { stdout } = await promisify(execFile)('pgbench', [...settings, ...files], { env }).catch(
    ({ stderr }: { stderr: string }) => {
      throw new Error(`pgbench failed: ${stderr.slice(0, 300)}`);
    },
  );
  const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  if (!(rate > 0)) throw new Error(`pgbench said: ${stdout}`);
  return rate;
}

/** Of whom the machine is asked to do the work, this process included: it signs nothing, but sends and waits. */
function cpuTimes() {
  return {
    web: cpuTimeMs(product.pid('web') ?? 0),
    postgres: cpuTimeMs(product.pid('postgres') ?? 0),
    load: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
  };
}

function mapValues<Key extends string>(
  record: Record<Key, number>,
  change: (value: number, key: Key) => number,
): Record<Key, number> {
  const entries = Object.entries(record) as [Key, number][];
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value, key)])) as Record<Key, number>;
}

function hundredths(hundredfold: number): number {
  return Math.round(hundredfold) / 100;
}
