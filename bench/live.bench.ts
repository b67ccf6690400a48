import { readFileSync } from 'node:fs';
import { Agent, type ClientRequest, get, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { LOOK_AGAIN_MS } from '@/server/domain/presence/presence';
import { foundCompany } from './rig/company';
import { lookInside } from './rig/look-inside';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';

/** As many as a user may have. */
const STREAMS_PER_AGENT = 10;
const CUSTOMERS = 50;
const PER_SECOND = 20;
const SECONDS = 20;
/** How long the last news may take before it counts as missing. */
const PATIENCE_MS = 5_000;

const MODES = [
  { streams: 200, presence: false },
  { streams: 1_000, presence: true },
] as const;
for (const mode of MODES) console.log(JSON.stringify({ bench: 'live', ...mode, ...(await measure(mode)) }));

/** One web process, so many streams open, so many inbound texts a second: how long until each stream has each. */
async function measure(mode: (typeof MODES)[number]) {
  const product = await startProduct();
  const streams: ClientRequest[] = [];
  // It lets go of an idle connection before the product does (65 s), as a proxy would: who takes one up again at the
  // very moment it is let go is reset.
  const agent = new Agent({ keepAlive: true, timeout: 30_000 });
  try {
    const agents = mode.streams / STREAMS_PER_AGENT;
    const company = await foundCompany(product, 'http://localhost:9', { agents });
    const cookies: string[] = [];
    for (const email of company.emails) cookies.push(await company.signIn(email));
    const cookieOf = (stream: number) => cookies[stream % cookies.length] ?? '';

    /** When each text was seen, by its number, once per stream. */
    const seen = new Map<number, number[]>();
    let presenceHeard = 0;
    const read = (block: string, at: number) => {
      if (block.startsWith('event: presence')) presenceHeard += 1;
      const number = /"body":"Live (\d+)\./.exec(block)?.[1];
      if (number) seen.get(Number(number))?.push(at);
    };
    const listen = (cookie: string) =>
      new Promise<void>((resolve, reject) => {
        const req = get(`${product.baseUrl}/api/live`, { headers: { cookie }, agent: false }, (res) => {
          if (res.statusCode !== 200) return reject(new Error(`a stream was answered ${res.statusCode}`));
          resolve();
          let rest = '';
          res.setEncoding('utf8').on('data', (text: string) => {
            const at = performance.now();
            const blocks = (rest + text).split('\n\n');
            rest = blocks.pop() ?? '';
            for (const block of blocks) read(block, at);
          });
        });
        req.on('error', reject);
        streams.push(req);
      });
    const post = (url: string, headers: Record<string, string>, body: string) =>
      new Promise<{ at: number; status: number }>((resolve, reject) => {
        const req = request(url, { method: 'POST', headers, agent }, (res) => {
          const at = performance.now();
          res.resume();
          resolve({ at, status: res.statusCode ?? 0 });
        });
        req.once('error', reject);
        req.end(body);
      });
    const write = async (n: number) => {
      const from = `+1415555${1000 + (n % CUSTOMERS)}`;
      const sms = company.inbound(`SM${String(n).padStart(32, '0')}`, from, `Live ${n}.`);
      const { at, status } = await post(sms.url, sms.headers, sms.body);
      if (status !== 200) throw new Error(`a webhook was answered ${status}`);
      return at;
    };

    // Every customer has a conversation before anything is measured, so that there is something to look at.
    for (let n = 0; n < CUSTOMERS; n += 1) await write(1_000_000 + n);
    const before = residentBytes(product.pid('web'));
    for (let n = 0; n < mode.streams; n += 1) await listen(cookieOf(n));
    const perClient = (residentBytes(product.pid('web')) - before) / mode.streams;

    let present = true;
    const beating = mode.presence ? beat() : Promise.resolve();
    /** Each tab says where it is, as browsers do, spread over the time between two beats; every tenth types. */
    async function beat(): Promise<void> {
      const conversations = await conversationIds(product.databaseUrl());
      const tabs = Array.from({ length: mode.streams }, () => uuidv7());
      const pause = LOOK_AGAIN_MS / mode.streams;
      for (let n = 0; present; n += 1) {
        const tab = n % mode.streams;
        const body = {
          tabId: tabs[tab],
          conversationId: conversations[(tab * 7) % conversations.length],
          typing: (n + tab) % 10 === 0,
        };
        const headers = {
          cookie: cookieOf(tab),
          origin: product.baseUrl,
          'content-type': 'application/json',
        };
        void post(`${product.baseUrl}/api/presence`, headers, JSON.stringify(body)).then(({ status }) => {
          if (status !== 204) throw new Error(`presence was answered ${status}`);
        });
        await sleep(pause);
      }
    }
    // Everybody is there before the measure begins.
    if (mode.presence) await sleep(LOOK_AGAIN_MS + 1_000);

    console.error(`${PER_SECOND} texts per second for ${SECONDS} s, ${mode.streams} streams …`);
    const acceptedAt = new Map<number, number>();
    const posts: Promise<void>[] = [];
    const startedAt = performance.now();
    for (let n = 0; n < PER_SECOND * SECONDS; n += 1) {
      await sleep(Math.max(0, startedAt + (n * 1000) / PER_SECOND - performance.now()));
      seen.set(n, []);
      posts.push(write(n).then((at) => void acceptedAt.set(n, at)));
    }
    await Promise.all(posts);
    const expected = acceptedAt.size * mode.streams;
    const arrived = () => [...seen.values()].reduce((sum, times) => sum + times.length, 0);
    const giveUpAt = performance.now() + PATIENCE_MS;
    while (arrived() < expected && performance.now() < giveUpAt) await sleep(20);
    present = false;
    await beating;

    // News may overtake the webhook's own answer: that counts as nothing waited.
    const waits = [...seen].flatMap(([n, times]) =>
      times.map((at) => Math.max(0, at - (acceptedAt.get(n) ?? at))),
    );
    return {
      accepted: acceptedAt.size,
      events: waits.length,
      missing: expected - waits.length,
      p50: quantile(waits, 0.5),
      p95: quantile(waits, 0.95),
      p99: quantile(waits, 0.99),
      presenceHeard,
      kbPerClient: Math.round(perClient / 102.4) / 10,
    };
  } finally {
    for (const stream of streams) stream.on('error', () => undefined).destroy();
    agent.destroy();
    await product.discard();
  }
}

async function conversationIds(databaseUrl: string): Promise<string[]> {
  const { client } = await lookInside(databaseUrl);
  const { rows } = await client.query<{ id: string }>('select id from conversations');
  await client.end();
  return rows.map(({ id }) => id);
}

/** What the process holds of the machine's memory. */
function residentBytes(pid: number | null): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
