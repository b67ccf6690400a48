import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { startTwilioStandIn } from '@/server/carriers/twilio/testing/twilio-stand-in';
import { foundCompany, mutate } from './rig/company';
import { lookInside } from './rig/look-inside';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';

/** Sends with nothing else in the queue. */
const SENDS = 60;
const QUEUED = 5_000;
const CONVERSATIONS = 100;
/** How many of our own composers write at once while the queue is filled. */
const WRITERS = 8;
const GIVE_UP_MS = 120_000;

const carrier = await startTwilioStandIn();
const product = await startProduct();
let inside: Awaited<ReturnType<typeof lookInside>> | undefined;
let worker: number | null = null;
try {
  const company = await foundCompany(product, carrier.baseUrl);
  const cookie = await company.signIn(company.emails[0] ?? '');
  inside = await lookInside(product.databaseUrl());
  const { client } = inside;
  const conversationIds: string[] = [];
  for (let line = 0; line < CONVERSATIONS; line += 1) {
    const input = { serviceId: company.serviceId, to: `+1415555${2000 + line}`, country: 'US' };
    const made = await mutate<{ conversationId: string }>(product, cookie, 'conversations.create', input);
    conversationIds.push(made.conversationId);
  }
  const send = (turn: number) =>
    mutate(product, cookie, 'messages.send', {
      id: uuidv7(),
      conversationId: conversationIds[turn % CONVERSATIONS],
      text: `Text ${turn}`,
    });
  const untilHandedOver = async (count: number, everyMs: number) => {
    const giveUpAt = performance.now() + GIVE_UP_MS;
    while (carrier.messages.length < count) {
      if (performance.now() > giveUpAt) throw new Error(`${carrier.messages.length} of ${count} handed over`);
      await sleep(everyMs);
    }
  };

  console.error('one at a time …');
  const latencies: number[] = [];
  for (let turn = 0; turn < SENDS; turn += 1) {
    const before = carrier.messages.length;
    const startedAt = performance.now();
    await send(turn);
    await untilHandedOver(before + 1, 1);
    latencies.push(performance.now() - startedAt);
    await sleep(50);
  }

  console.error(`${QUEUED} queued while the worker stands still …`);
  worker = product.pid('worker');
  if (!worker) throw new Error('no worker');
  process.kill(worker, 'SIGSTOP');
  const before = carrier.messages.length;
  let turn = 0;
  const fillFrom = performance.now();
  const write = async () => {
    while (turn < QUEUED) {
      turn += 1;
      await send(turn);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  const filledIn = performance.now() - fillFrom;
  const early = carrier.messages.length - before;
  const { rows } = await client.query<{ queued: number }>('select count(*)::int as queued from outbox');
  const queued = rows[0]?.queued ?? 0;
  const drainFrom = performance.now();
  process.kill(worker, 'SIGCONT');
  await untilHandedOver(before + QUEUED, 5);
  const drainedIn = performance.now() - drainFrom;

  console.log(
    JSON.stringify({
      bench: 'send',
      sends: SENDS,
      p50: quantile(latencies, 0.5),
      p95: quantile(latencies, 0.95),
      queued,
      handedOverMeanwhile: early,
      acceptedPerSecond: Math.round((QUEUED / filledIn) * 1000),
      drainedPerSecond: Math.round((QUEUED / drainedIn) * 1000),
    }),
  );
} finally {
  // A stopped process hears no SIGTERM.
  if (worker) process.kill(worker, 'SIGCONT');
  await inside?.client.end();
  await product.discard();
  await carrier.close();
}
