import { Agent, type ClientRequest, get, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { foundCompany } from './rig/company';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';

/** Ten streams each is the most that a user may have. */
const AGENTS = 20;
const STREAMS = 200;
const PER_SECOND = 20;
const SECONDS = 20;
/** How long the last news may take before it counts as missing. */
const PATIENCE_MS = 5_000;

const product = await startProduct();
const streams: ClientRequest[] = [];
const agent = new Agent({ keepAlive: true });
try {
  const company = await foundCompany(product, 'http://localhost:9', { agents: AGENTS });
  const cookies: string[] = [];
  for (const email of company.emails) cookies.push(await company.signIn(email));

  /** When each text was seen, by its number, once per stream. */
  const seen = new Map<number, number[]>();
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
          for (const block of blocks) {
            const number = /"body":"Live (\d+)\./.exec(block)?.[1];
            if (number) seen.get(Number(number))?.push(at);
          }
        });
      });
      req.on('error', reject);
      streams.push(req);
    });
  for (let n = 0; n < STREAMS; n += 1) await listen(cookies[n % cookies.length] ?? '');

  const post = (n: number) =>
    new Promise<number>((resolve, reject) => {
      const { url, headers, body } = company.inbound(
        `SM${String(n).padStart(32, '0')}`,
        `+1415555${1000 + (n % 50)}`,
        `Live ${n}.`,
      );
      const req = request(url, { method: 'POST', headers, agent }, (res) => {
        const at = performance.now();
        res.resume();
        if (res.statusCode === 200) resolve(at);
        else reject(new Error(`a webhook was answered ${res.statusCode}`));
      });
      req.once('error', reject);
      req.end(body);
    });

  console.error(`${PER_SECOND} texts per second for ${SECONDS} s, ${STREAMS} streams …`);
  const acceptedAt = new Map<number, number>();
  const posts: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < PER_SECOND * SECONDS; n += 1) {
    await sleep(Math.max(0, startedAt + (n * 1000) / PER_SECOND - performance.now()));
    seen.set(n, []);
    posts.push(post(n).then((at) => void acceptedAt.set(n, at)));
  }
  await Promise.all(posts);
  const expected = acceptedAt.size * STREAMS;
  const arrived = () => [...seen.values()].reduce((sum, times) => sum + times.length, 0);
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (arrived() < expected && performance.now() < giveUpAt) await sleep(20);

  // News may overtake the webhook's own answer: that counts as nothing waited.
  const waits = [...seen].flatMap(([n, times]) =>
    times.map((at) => Math.max(0, at - (acceptedAt.get(n) ?? at))),
  );
  console.log(
    JSON.stringify({
      bench: 'live',
      streams: STREAMS,
      accepted: acceptedAt.size,
      events: waits.length,
      missing: expected - waits.length,
      p50: quantile(waits, 0.5),
      p95: quantile(waits, 0.95),
      p99: quantile(waits, 0.99),
    }),
  );
} finally {
  for (const stream of streams) stream.on('error', () => undefined).destroy();
  agent.destroy();
  await product.discard();
}
