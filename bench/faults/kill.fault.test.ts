import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Misbehaviour } from '@/server/carriers/testing/misbehaving-server';
import type { Part } from '../rig/product';
import { seededRandom } from '../rig/random';
import { expectOneHistory } from './history';
import { runLoad } from './load';
import { faultRig, SEED } from './rig';

const LOAD_MS = 45_000;
const PARTS: Part[] = ['web', 'worker', 'postgres'];

/** One of each kind that the classification table knows (reliability 4.2), the carrier's mind made up or not. */
const FAULTS: Misbehaviour[] = [
  { kind: 'reset_before_body' },
  { kind: 'reset_after_body', accepts: true },
  { kind: 'reset_after_body' },
  { kind: 'cut_short', accepts: true },
  { kind: 'answer', status: 500, accepts: true },
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 200, body: 'not what it should be' },
  { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'delay', ms: 1_500 },
];

const rig = faultRig();

it('kill -9 of web, worker and PostgreSQL, and a carrier that misbehaves in every way, lose and double nothing', async () => {
  const { product, carrier } = rig;
  const random = seededRandom(SEED);
  const endsAt = Date.now() + LOAD_MS;
  carrier.sendReceipts({ statuses: [{ status: 'sent' }, { status: 'delivered' }] });
  carrier.script({
    once: [null, null, { kind: 'hang', accepts: true }, null, { kind: 'hang' }],
    // About every fourth hand-over, in an order of the seed's.
    cycle: FAULTS.flatMap((fault) => [fault, null, null, null])
      .map((fault) => ({ fault, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ fault }) => fault),
  });

  const kills: string[] = [];
  const kill = async () => {
    while (Date.now() < endsAt - 3_000) {
      await sleep(1_500 + random() * 3_000);
      const part = PARTS[Math.floor(random() * PARTS.length)] ?? 'web';
      const pid = product.pid(part);
      if (!pid) continue;
      kills.push(part);
      process.kill(pid, 'SIGKILL');
    }
  };
  const [acknowledged] = await Promise.all([runLoad({ ...rig, random, endsAt }), kill()]);
  const figures = await expectOneHistory(rig, acknowledged);
  console.log({ kills: kills.join(' '), ...figures });
  expect(kills.length).toBeGreaterThan(4);
  expect(carrier.counters().requests, 'the carrier was given a chance to misbehave').toBeGreaterThan(50);
  const { status } = await fetch(`${product.baseUrl}/api/readyz`);
  expect(status, 'everything has recovered by itself').toBe(200);
}, 300_000);
