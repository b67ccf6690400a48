import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { type Company, mutate } from '../rig/company';
import type { Product } from '../rig/product';

/** What clients were told is done: the outside's half of the history. */
export interface Acknowledged {
  /** Carrier ids of texts that were answered 2xx. */
  takenIn: Set<string>;
  /** Ids of messages that the composer was told are queued. */
  sends: Set<string>;
  /** Requests that had to be made again, by what came instead of an answer or by its status. */
  repeated: Map<string, number>;
}

interface LoadParts {
  product: Product;
  company: Company;
  cookie: string;
  random: () => number;
  /** No new requests after this time; those begun are tried for a minute more. */
  endsAt: number;
}

const PATIENCE_MS = 60_000;
const CUSTOMERS = 40;
let texts = 0;

/** Customers write and an agent answers, each request until it is taken, as carriers and our composer do. */
export async function runLoad(parts: LoadParts): Promise<Acknowledged> {
  const { product, company, cookie, random, endsAt } = parts;
  const acknowledged: Acknowledged = { takenIn: new Set(), sends: new Set(), repeated: new Map() };
  const conversationIds: string[] = [];
  for (const line of [1, 2, 3]) {
    const input = { serviceId: company.serviceId, to: `+1415555019${line}`, country: 'US' };
    const made = await mutate<{ conversationId: string }>(product, cookie, 'conversations.create', input);
    conversationIds.push(made.conversationId);
  }

  /** Throws what came last when nothing helps within the patience. */
  const untilTaken = async (attempt: () => Promise<void>) => {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        const what = describe(error);
        acknowledged.repeated.set(what, (acknowledged.repeated.get(what) ?? 0) + 1);
        if (Date.now() > endsAt + PATIENCE_MS) throw error;
        await sleep(200);
      }
    }
  };
  const writeIn = async () => {
    while (Date.now() < endsAt) {
      texts += 1;
      const sid = `SM${String(texts).padStart(32, '0')}`;
      const from = `+1415555${1000 + (texts % CUSTOMERS)}`;
      const webhook = company.inbound(sid, from, `Text ${texts}`);
      const post = async () => {
        const { ok, status } = await fetch(webhook.url, {
          method: 'POST',
          // A kept connection may be closed by a server that stops in the very moment we write.
          headers: { ...webhook.headers, connection: 'close' },
          body: webhook.body,
          signal: AbortSignal.timeout(15_000),
        });
        if (!ok) throw new Error(`status ${status}`);
      };
      await untilTaken(post);
      acknowledged.takenIn.add(sid);
      // A fifth comes a second time, as carriers do.
      if (random() < 0.2) await post().catch(() => undefined);
      await sleep(20);
    }
  };
  const writeOut = async () => {
    while (Date.now() < endsAt) {
      const id = uuidv7();
      const conversationId = conversationIds[Math.floor(random() * conversationIds.length)];
      await untilTaken(async () => {
        await mutate(product, cookie, 'messages.send', { id, conversationId, text: `Answer ${id}` });
      });
      acknowledged.sends.add(id);
      await sleep(60);
    }
  };
  await Promise.all([writeIn(), writeIn(), writeIn(), writeOut(), writeOut()]);
  return acknowledged;
}

/** `ECONNREFUSED`, `status 503`, …: what a list of repeats is counted by. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.message.slice(0, 60);
}
