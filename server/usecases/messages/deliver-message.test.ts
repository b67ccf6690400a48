import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Carrier, Receipt, SendOutcome } from '@/server/carriers/carrier';
import { type Claim, claimDue } from '@/server/outbox/claim-due';
import { sweepLeases } from '@/server/outbox/sweep-leases';
import { createConversation } from '../conversations/create-conversation';
import { getConversation } from '../conversations/get-conversation';
import { setOptOut } from '../opt-outs/set-opt-out';
import { type House, house, houseIn } from '../testing/house';
import { beginHandOver } from './begin-hand-over';
import { type DeliveryTools, deliverMessage } from './deliver-message';
import { finishHandOver } from './finish-hand-over';
import { listMessages } from './list-messages';
import { recordReceipt } from './record-receipt';
import { prepareLookUp, resolveUnknown } from './resolve-unknown';
import { retryMessage, settleMessage } from './retry-message';
import { sendMessage } from './send-message';

let home: House;
let conversationId: string;
const CUSTOMER = '+14155550188';

beforeAll(async () => {
  home = await house();
  ({ conversationId } = await open(home));
});

const open = (where: House) =>
  where.as(where.organization.anna, (ctx) =>
    createConversation(ctx, { serviceId: where.organization.serviceId, to: CUSTOMER, country: 'US' }),
  );

async function send(where = home, into = conversationId): Promise<string> {
  const id = uuidv7();
  await where.as(where.organization.anna, (ctx) =>
    sendMessage(ctx, { id, conversationId: into, text: `Hello ${id}` }),
  );
  return id;
}

async function message(id: string) {
  const { items } = await home.as(home.organization.anna, (ctx) =>
    listMessages(ctx, { conversationId, limit: 100 }),
  );
  const found = items.find((item) => item.id === id);
  if (!found) throw new Error('no such message');
  return found;
}

const conversation = () => home.as(home.organization.anna, (ctx) => getConversation(ctx, { conversationId }));

async function outboxOf(id: string) {
  const { rows } = await home.database.withOrganization(home.organization.id, (tx) =>
    tx.execute<{ state: string; attempts: number }>(
      `select state, attempts from outbox where message_id = '${id}'`,
    ),
  );
  return rows[0];
}

/** A carrier that answers as it is told and remembers what it was given. */
function scripted(outcome: SendOutcome | ((messageId: string) => SendOutcome)) {
  const handed: string[] = [];
  const carrier: Carrier = {
    kind: 'scripted',
    credentials: z.unknown(),
    acknowledgement: { contentType: 'text/plain', body: '' },
    findSent: null,
    send: async (_credentials, { messageId }) => {
      handed.push(messageId);
      return typeof outcome === 'function' ? outcome(messageId) : outcome;
    },
    verifyWebhook: () => false,
    parseInbound: () => {
      throw new Error('not asked');
    },
    parseReceipt: () => {
      throw new Error('not asked');
    },
  };
  const tools: DeliveryTools = {
    box: home.box,
    openConnection: () => ({ carrier, credentials: null }),
    statusUrl: () => 'http://localhost/status',
    pause: async () => undefined,
  };
  return { handed, tools };
}

const accepted = (id: string): SendOutcome => ({
  kind: 'accepted',
  providerMessageId: `SM-${id}`,
  segments: 1,
});

async function deliver(outcome: SendOutcome | ((id: string) => SendOutcome)): Promise<string[]> {
  const { tools, handed } = scripted(outcome);
  for (const claim of await claimDue(home.database, 20)) await deliverMessage(tools, claim);
  return handed;
}

const receipt = (id: string, status: Receipt['status'], more: Partial<Receipt> = {}): Receipt => ({
  providerMessageId: `SM-${id}`,
  messageId: id,
  status,
  fault: null,
  carrierCode: null,
  ...more,
});
const report = (given: Receipt) =>
  home.as('carrier', (ctx) => recordReceipt(ctx, home.organization.connectionId, given));

describe('a hand-over', () => {
  it('that is accepted leaves the outbox and gives the conversation its SMS tag (item 57)', async () => {
    expect((await conversation()).hasSms).toBe(false);
    const id = await send();
    expect(await deliver(accepted)).toEqual([id]);
    expect(await message(id)).toMatchObject({ status: 'submitted', fault: null });
    expect(await outboxOf(id)).toBeUndefined();
    expect(await conversation()).toMatchObject({ hasSms: true, preview: { status: 'submitted' } });
  });

  it('that surely did not arrive is tried again later, eight times, and then given up', async () => {
    const id = await send();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await home.database.withOrganization(home.organization.id, (tx) =>
        tx.execute('update outbox set not_before = now()'),
      );
      expect(await deliver({ kind: 'not_accepted', retryAfterMs: null, detail: 'refused' })).toEqual([id]);
      if (attempt < 8) expect(await outboxOf(id)).toMatchObject({ state: 'queued', attempts: attempt });
    }
    expect(await message(id)).toMatchObject({ status: 'failed', fault: 'expired' });
    expect(await outboxOf(id)).toBeUndefined();
  });

  it('that is refused fails with its reason, counts as failed, and can be repeated once', async () => {
    const failedBefore = (await conversation()).failedCount;
    const id = await send();
    await deliver({ kind: 'rejected', fault: 'landline', carrierCode: '21614', detail: 'no mobile' });
    expect(await message(id)).toMatchObject({ status: 'failed', fault: 'landline', settled: false });
    expect((await conversation()).failedCount).toBe(failedBefore + 1);

    const retry = () =>
      home.as(home.organization.anna, (ctx) => retryMessage(ctx, { id: uuidv7(), messageId: id }));
    const both = await Promise.allSettled([retry(), retry()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await message(id)).toMatchObject({ status: 'failed', settled: true });
    expect((await conversation()).failedCount).toBe(failedBefore);
    expect(await deliver(accepted)).toHaveLength(1);
  });

  it('of which nobody knows is never tried again by itself, and is the agent’s to leave', async () => {
    const id = await send();
    await deliver({ kind: 'unknown', detail: 'timed out' });
    expect(await message(id)).toMatchObject({ status: 'unknown' });
    await home.database.withOrganization(home.organization.id, (tx) =>
      tx.execute('update outbox set not_before = now()'),
    );
    expect(await deliver(accepted)).toEqual([]);
    await home.as(home.organization.anna, (ctx) => settleMessage(ctx, { messageId: id }));
    expect(await message(id)).toMatchObject({ status: 'unknown', settled: true });
    expect(await outboxOf(id)).toBeUndefined();
  });

  it('of which nobody knows is settled by a later receipt', async () => {
    const id = await send();
    await deliver({ kind: 'unknown', detail: 'timed out' });
    await report(receipt(id, 'delivered'));
    expect(await message(id)).toMatchObject({ status: 'delivered' });
    expect(await outboxOf(id)).toBeUndefined();
  });

  it('of which nobody knows is adopted from the carrier’s list only when exactly one record fits', async () => {
    const id = await send();
    await deliver({ kind: 'unknown', detail: 'timed out' });
    const lookUp = await home.as('job', (ctx) => prepareLookUp(ctx, id));
    if (!lookUp) throw new Error('nothing to look up');
    const record = {
      to: CUSTOMER,
      from: home.organization.e164,
      text: lookUp.text,
      createdAt: lookUp.around,
      status: 'sent' as const,
    };
    const resolve = (sids: string[]) =>
      home.as('job', (ctx) =>
        resolveUnknown(
          ctx,
          id,
          lookUp,
          sids.map((providerMessageId) => ({ ...record, providerMessageId })),
        ),
      );
    await resolve([]);
    await resolve(['SM-a', 'SM-b']);
    expect(await message(id)).toMatchObject({ status: 'unknown' });
    await resolve(['SM-found']);
    expect(await message(id)).toMatchObject({ status: 'sent' });
  });

  it('is refused by us when the customer has said STOP in the meantime; START does not release it', async () => {
    const own = await houseIn(home.database);
    const opened = await open(own);
    await send(own, opened.conversationId);
    await own.receive(CUSTOMER, 'STOP');
    await own.receive(CUSTOMER, 'START');
    const { tools, handed } = scripted(accepted);
    for (const claim of await claimDue(home.database, 20))
      await deliverMessage({ ...tools, box: own.box }, claim);
    expect(handed).toEqual([]);
    const { items } = await own.as(own.organization.anna, (ctx) =>
      listMessages(ctx, { conversationId: opened.conversationId, limit: 20 }),
    );
    expect(items.find(({ direction }) => direction === 'out')).toMatchObject({
      status: 'failed',
      fault: 'opted_out',
    });
  });

  it('writes the opt-out down that only the carrier knew of', async () => {
    const own = await houseIn(home.database);
    const opened = await open(own);
    await send(own, opened.conversationId);
    const { tools } = scripted({
      kind: 'rejected',
      fault: 'opted_out',
      carrierCode: '21610',
      detail: 'opted out',
    });
    for (const claim of await claimDue(home.database, 20))
      await deliverMessage({ ...tools, box: own.box }, claim);
    const detail = await own.as(own.organization.anna, (ctx) => getConversation(ctx, opened));
    expect(detail.optedOut).toBe(true);
    await expect(send(own, opened.conversationId)).rejects.toMatchObject({ reason: 'opted_out' });
  });

  it('with wrong credentials pauses the connection and keeps the message for later', async () => {
    const own = await houseIn(home.database);
    const opened = await open(own);
    const id = await send(own, opened.conversationId);
    const { tools } = scripted({ kind: 'unauthorized', detail: '401' });
    for (const claim of await claimDue(home.database, 20))
      await deliverMessage({ ...tools, box: own.box }, claim);
    const { rows } = await home.database.withOrganization(own.organization.id, async (tx) => {
      await tx.execute('update outbox set not_before = now()');
      return tx.execute(
        `select c.status, o.state from outbox o join connections c on c.id = o.connection_id where o.message_id = '${id}'`,
      );
    });
    expect(rows).toEqual([{ status: 'paused', state: 'queued' }]);
    expect(await claimDue(home.database, 20)).toEqual([]);
  });
});

describe('the fence', () => {
  it('lets a worker whose lease has ended change nothing', async () => {
    const id = await send();
    const [stale] = await claimDue(home.database, 1);
    if (!stale) throw new Error('nothing claimed');
    await endLeases();
    expect((await sweepLeases(home.database)).requeued).toBe(1);
    const [fresh] = await claimDue(home.database, 1);
    expect(fresh?.leaseEpoch).toBe(stale.leaseEpoch + 1);
    const late = await home.as('job', (ctx) => beginHandOver(ctx, stale));
    expect(late.kind).toBe('not_ours');
    const { tools, handed } = scripted(accepted);
    if (fresh) await deliverMessage(tools, fresh);
    await home.as('job', (ctx) =>
      finishHandOver(ctx, stale, { kind: 'not_accepted', retryAfterMs: null, detail: '' }),
    );
    expect(handed).toEqual([id]);
    expect(await message(id)).toMatchObject({ status: 'submitted' });
    expect(await outboxOf(id)).toBeUndefined();
  });

  it('makes a hand-over whose worker died unknown, and never queues it', async () => {
    const id = await send();
    const [claim] = await claimDue(home.database, 1);
    if (!claim) throw new Error('nothing claimed');
    await home.as('job', (ctx) => beginHandOver(ctx, claim));
    await endLeases();
    const { requeued, unsettled } = await sweepLeases(home.database);
    expect({ requeued, unsettled }).toEqual({ requeued: 0, unsettled: [claim] });
    await home.as('job', (ctx) => finishHandOver(ctx, claim, { kind: 'unknown', detail: 'worker died' }));
    expect(await message(id)).toMatchObject({ status: 'unknown' });
    await home.as(home.organization.anna, (ctx) => settleMessage(ctx, { messageId: id }));
  });

  it('gives each of 200 messages to one of eight claimers', async () => {
    const own = await houseIn(home.database);
    const opened = await open(own);
    for (let i = 0; i < 200; i += 1) await send(own, opened.conversationId);
    const claims: Claim[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (;;) {
          const batch = await claimDue(home.database, 7);
          // Somebody else may hold the sender for a moment: empty-handed is not the end.
          if (batch.length === 0 && claims.length >= 200) return;
          claims.push(...batch);
        }
      }),
    );
    expect(claims).toHaveLength(200);
    expect(new Set(claims.map(({ messageId }) => messageId)).size).toBe(200);
    await home.database.withOrganization(own.organization.id, (tx) => tx.execute('delete from outbox'));
  });

  it('lets no hand-over begin after STOP has committed (R12)', async () => {
    const own = await houseIn(home.database);
    const opened = await open(own);
    const line = { numberId: own.organization.numberId, customer: CUSTOMER };
    for (let round = 0; round < 15; round += 1) {
      await own.as('carrier', (ctx) => setOptOut(ctx, line, false, null));
      for (let i = 0; i < 10; i += 1) await send(own, opened.conversationId);
      const claims = await claimDue(home.database, 20);
      expect(claims).toHaveLength(10);
      let stopped = false;
      const begins = claims.map(async (claim) => {
        const begunAfterStop = stopped;
        const { kind } = await own.as('job', (ctx) => beginHandOver(ctx, claim));
        return begunAfterStop && kind === 'ready';
      });
      const stop = own
        .as('carrier', (ctx) => setOptOut(ctx, line, true, null))
        .then(() => {
          stopped = true;
        });
      const broken = await Promise.all(begins);
      await stop;
      expect(broken).not.toContain(true);
      const late = await Promise.all(
        claims.map((claim) => own.as('job', (ctx) => beginHandOver(ctx, claim))),
      );
      expect(late.map(({ kind }) => kind)).not.toContain('ready');
      await home.database.withOrganization(own.organization.id, (tx) => tx.execute('delete from outbox'));
    }
  });
});

describe('receipts', () => {
  it('end the same in every order, doubled, and before or after our own answer (R9)', async () => {
    const step = fc.constantFrom('accepted', 'sent', 'delivered', 'sent', 'delivered');
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(['accepted', 'sent', 'delivered'], { minLength: 3 }),
        fc.array(step, { maxLength: 3 }),
        async (order, extra) => {
          const id = await send();
          const [claim] = await claimDue(home.database, 1);
          if (!claim) throw new Error('nothing claimed');
          await home.as('job', (ctx) => beginHandOver(ctx, claim));
          for (const what of [...order, ...extra]) {
            if (what === 'accepted') await home.as('job', (ctx) => finishHandOver(ctx, claim, accepted(id)));
            else await report(receipt(id, what === 'sent' ? 'sent' : 'delivered'));
          }
          expect(await message(id)).toMatchObject({ status: 'delivered' });
          expect(await outboxOf(id)).toBeUndefined();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('that come before we know the carrier’s id are kept and applied with it', async () => {
    const id = await send();
    const [claim] = await claimDue(home.database, 1);
    if (!claim) throw new Error('nothing claimed');
    await home.as('job', (ctx) => beginHandOver(ctx, claim));
    await report(receipt(id, 'delivered', { messageId: null }));
    expect(await message(id)).toMatchObject({ status: 'queued' });
    await home.as('job', (ctx) => finishHandOver(ctx, claim, accepted(id)));
    expect(await message(id)).toMatchObject({ status: 'delivered' });
  });

  it('say why a message was not delivered, and a late "delivered" corrects them', async () => {
    const id = await send();
    await deliver(accepted);
    await report(receipt(id, 'undelivered', { fault: 'unreachable', carrierCode: '30003' }));
    expect(await message(id)).toMatchObject({ status: 'undelivered', fault: 'unreachable' });
    await report(receipt(id, 'delivered'));
    expect(await message(id)).toMatchObject({ status: 'delivered' });
    expect((await message(id)).deliveredAt).not.toBeNull();
  });

  it('of another connection change nothing', async () => {
    const id = await send();
    await deliver(accepted);
    await home.as('carrier', (ctx) => recordReceipt(ctx, uuidv7(), receipt(id, 'failed')));
    expect(await message(id)).toMatchObject({ status: 'submitted' });
  });
});

async function endLeases(): Promise<void> {
  await home.database.withOrganization(home.organization.id, (tx) =>
    tx.execute("update outbox set lease_until = now() - interval '1 second' where lease_until is not null"),
  );
}
