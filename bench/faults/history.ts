import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { TwilioStandIn } from '@/server/carriers/twilio/testing/twilio-stand-in';
import type { Company } from '../rig/company';
import { lookInside } from '../rig/look-inside';
import type { Product } from '../rig/product';
import type { Acknowledged } from './load';

export interface Exported {
  id: string;
  direction: 'in' | 'out';
  status: string;
  providerMessageId: string | null;
}

interface Attempt {
  message_id: string;
  /** A SendOutcome kind; null while nobody knows. */
  outcome: string | null;
  detail: string | null;
}

/** Waits until no message is on its way any more, and answers with all there are. */
export async function settledMessages(product: Product, company: Company): Promise<Exported[]> {
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

/**
 * Joins what clients were acknowledged, what the carrier took and what the database says, and expects
 * them to tell the same story. @returns figures worth printing
 */
export async function expectOneHistory(
  { product, company, carrier }: { product: Product; company: Company; carrier: TwilioStandIn },
  { takenIn, sends, repeated }: Acknowledged,
) {
  const messages = await settledMessages(product, company);
  const received = messages.filter(({ direction }) => direction === 'in');
  const sent = messages.filter(({ direction }) => direction === 'out');
  const statusOf = new Map(sent.map(({ id, status }) => [id, status]));
  const handedOver = carrier.messages.map(
    ({ statusCallback }) => new URL(statusCallback ?? 'http://nowhere').searchParams.get('m') ?? '',
  );
  const attempts = await readAttempts(product);

  const sids = new Set(received.map(({ providerMessageId }) => providerMessageId));
  expect(sids.size, 'no text of a customer is there twice').toBe(received.length);
  expect(
    [...takenIn].filter((sid) => !sids.has(sid)),
    'every acknowledged text is there',
  ).toEqual([]);
  expect(
    [...sends].filter((id) => !statusOf.has(id)),
    'every acknowledged send is there',
  ).toEqual([]);
  expect(new Set(handedOver).size, 'the carrier got no message twice').toBe(handedOver.length);
  const bound = attempts.filter(({ outcome }) => outcome === 'accepted' || outcome === 'unknown');
  expect(
    new Set(bound.map(({ message_id }) => message_id)).size,
    'after an attempt that may have arrived there is no other',
  ).toBe(bound.length);
  expect(
    handedOver.filter(
      (id) => !['submitted', 'sent', 'delivered', 'unknown'].includes(statusOf.get(id) ?? ''),
    ),
    'nothing that the carrier has is called failed',
  ).toEqual([]);
  expect(
    sent.filter(
      ({ id, status }) => ['submitted', 'sent', 'delivered'].includes(status) && !handedOver.includes(id),
    ),
    'what counts as sent was handed over',
  ).toEqual([]);
  const doubtful = new Set(
    attempts.filter(({ outcome }) => outcome === 'unknown').map(({ message_id }) => message_id),
  );
  expect(
    sent.filter(({ id, status }) => status === 'unknown' && !doubtful.has(id)),
    'nothing is unconfirmed without an attempt whose outcome nobody knows',
  ).toEqual([]);
  expect(await product.cli('verify')).toMatchObject({ ok: true, faults: [] });

  const count = (values: readonly string[]) =>
    Object.fromEntries(
      [...new Set(values)].map((value) => [value, values.filter((v) => v === value).length]),
    );
  return {
    takenIn: takenIn.size,
    sends: sends.size,
    handedOver: handedOver.length,
    statuses: count(sent.map(({ status }) => status)),
    doubts: count(attempts.flatMap(({ outcome, detail }) => (outcome === 'unknown' ? [detail ?? ''] : []))),
    repeated: Object.fromEntries(repeated),
  };
}

async function readAttempts(product: Product): Promise<Attempt[]> {
  const { client } = await lookInside(product.databaseUrl());
  try {
    return (await client.query<Attempt>('select message_id, outcome, detail from send_attempts')).rows;
  } finally {
    await client.end();
  }
}
