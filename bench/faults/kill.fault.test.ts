import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTwilioStandIn, type TwilioStandIn } from '@/server/carriers/twilio/testing/twilio-stand-in';
import { type Company, foundCompany, mutate } from '../rig/company';
import { type Part, type Product, startProduct } from '../rig/product';
import { seededRandom } from '../rig/random';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const LOAD_MS = 40_000;
const PARTS: Part[] = ['web', 'worker', 'postgres'];

interface Exported {
  id: string;
  direction: 'in' | 'out';
  status: string;
  providerMessageId: string | null;
}

let product: Product;
let carrier: TwilioStandIn;
let company: Company;
let cookie: string;

beforeAll(async () => {
  console.log(`SEED=${SEED} repeats this run`);
  carrier = await startTwilioStandIn();
  product = await startProduct();
  company = await foundCompany(product, carrier.baseUrl);
  cookie = await company.signIn(company.emails[0] ?? '');
}, 300_000);

afterAll(async () => {
  await product?.discard();
  await carrier?.close();
}, 60_000);

/** Tries until it works, as a carrier and as the composer do; the same id each time. */
async function untilTaken(attempt: () => Promise<boolean>, until: number): Promise<boolean> {
  for (;;) {
    if (await attempt().catch(() => false)) return true;
    if (Date.now() > until) return false;
    await sleep(200);
  }
}

async function settled(): Promise<Exported[]> {
  const giveUpAt = Date.now() + 120_000;
  for (;;) {
    const messages = await product
      .cli<Exported[]>('export', 'messages', '--org', company.slug, '--format', 'ndjson')
      .catch(() => []);
    const open = messages.filter(({ status }) => status === 'queued' || status === 'submitting');
    if (messages.length > 0 && open.length === 0) return messages;
    if (Date.now() > giveUpAt) throw new Error(`${open.length} messages are still on their way`);
    await sleep(1_000);
  }
}

describe('kill -9 of web, worker and PostgreSQL in the middle of a load', () => {
  it('loses and doubles nothing, and recovers by itself', async () => {
    const random = seededRandom(SEED);
    const endsAt = Date.now() + LOAD_MS;
    const patience = endsAt + 60_000;
    const takenIn = new Set<string>();
    const accepted = new Set<string>();
    carrier.sendReceipts({ statuses: [{ status: 'sent' }, { status: 'delivered' }] });
    carrier.script({
      cycle: [
        null,
        null,
        null,
        null,
        { kind: 'reset_after_body', accepts: true },
        null,
        null,
        null,
        { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
      ],
    });

    const { conversationId } = await mutate<{ conversationId: string }>(
      product,
      cookie,
      'conversations.create',
      {
        serviceId: company.serviceId,
        to: '+14155550199',
        country: 'US',
      },
    );

    let sid = 0;
    const writeIn = async () => {
      while (Date.now() < endsAt) {
        sid += 1;
        const messageSid = `SM${String(sid).padStart(32, '0')}`;
        const webhook = company.inbound(messageSid, `+1415555${String(1000 + (sid % 40))}`, `Text ${sid}`);
        const post = async () =>
          (
            await fetch(webhook.url, {
              method: 'POST',
              headers: webhook.headers,
              body: webhook.body,
              signal: AbortSignal.timeout(15_000),
            })
          ).ok;
        if (await untilTaken(post, patience)) takenIn.add(messageSid);
        // A fifth comes a second time, as carriers do.
        if (random() < 0.2) await post().catch(() => false);
        await sleep(20);
      }
    };
    const writeOut = async () => {
      while (Date.now() < endsAt) {
        const id = uuidv7();
        const send = async () => {
          await mutate(product, cookie, 'messages.send', { id, conversationId, text: `Answer ${id}` });
          return true;
        };
        if (await untilTaken(send, patience)) accepted.add(id);
        await sleep(60);
      }
    };
    const kills: string[] = [];
    const kill = async () => {
      while (Date.now() < endsAt - 3_000) {
        await sleep(1_500 + random() * 3_000);
        const part = PARTS[Math.floor(random() * PARTS.length)] ?? 'web';
        const pid = product.pid(part);
        if (pid) {
          kills.push(part);
          process.kill(pid, 'SIGKILL');
        }
      }
    };
    await Promise.all([writeIn(), writeIn(), writeIn(), writeOut(), writeOut(), kill()]);

    const messages = await settled();
    const received = messages
      .filter(({ direction }) => direction === 'in')
      .map(({ providerMessageId }) => providerMessageId);
    const sent = messages.filter(({ direction }) => direction === 'out');
    const handedOver = new Map<string, number>();
    for (const { statusCallback } of carrier.messages) {
      const id = new URL(statusCallback ?? 'http://nowhere').searchParams.get('m') ?? '';
      handedOver.set(id, (handedOver.get(id) ?? 0) + 1);
    }
    console.log({
      kills: kills.join(' '),
      takenIn: takenIn.size,
      sends: accepted.size,
      handedOver: handedOver.size,
      unknown: sent.filter(({ status }) => status === 'unknown').length,
    });

    expect(kills.length).toBeGreaterThan(4);
    expect(new Set(received).size, 'no inbound text twice').toBe(received.length);
    expect(
      [...takenIn].filter((id) => !received.includes(id)),
      'every acknowledged text is there',
    ).toEqual([]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
    expect(
      [...accepted].filter((id) => !sent.some((message) => message.id === id)),
      'every acknowledged send is there',
    ).toEqual([]);
    expect(
      [...handedOver].filter(([, times]) => times > 1),
      'the carrier got no message twice',
    ).toEqual([]);
    const went = sent.filter(({ status }) => ['submitted', 'sent', 'delivered'].includes(status));
    expect(
      went.filter(({ id }) => !handedOver.has(id)),
      'what counts as sent was handed over',
    ).toEqual([]);
    expect(await product.cli('verify')).toMatchObject({ ok: true, faults: [] });
  }, 280_000);

  it('answers 503 to carriers while the database is away, keeps nothing half, and takes the repeat later', async () => {
    const webhook = company.inbound(`SM${'f'.repeat(32)}`, '+14155551777', 'Are you there?');
    const post = () => fetch(webhook.url, { method: 'POST', headers: webhook.headers, body: webhook.body });
    const pid = product.pid('postgres');
    if (!pid) throw new Error('no database process');
    process.kill(pid, 'SIGKILL');
    const statuses = new Set<number>();
    const giveUpAt = Date.now() + 30_000;
    for (;;) {
      const { status } = await post();
      statuses.add(status);
      if (status === 200) break;
      if (Date.now() > giveUpAt) throw new Error('the database did not come back');
      await sleep(20);
    }
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const messages = await settled();
    expect(
      messages.filter(({ providerMessageId }) => providerMessageId === `SM${'f'.repeat(32)}`),
    ).toHaveLength(1);
  }, 120_000);

  it('leaves no process behind when the launcher is killed, and starts again with its data', async () => {
    const before = await settled();
    const pids = PARTS.slice(0, 2).map((part) => product.pid(part));
    const launcher = product.pid('launcher');
    if (!launcher) throw new Error('no launcher');
    process.kill(launcher, 'SIGKILL');
    const giveUpAt = Date.now() + 40_000;
    while (pids.some((pid) => pid !== null && isAlive(pid))) {
      if (Date.now() > giveUpAt) throw new Error('web or worker outlived the launcher');
      await sleep(200);
    }
    await product.start();
    expect(await settled()).toEqual(before);
  }, 180_000);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
