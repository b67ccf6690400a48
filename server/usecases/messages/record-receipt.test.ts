import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { untilWaiting } from '@/db/testing/lock-waiters';
import type { Receipt } from '@/server/carriers/carrier';
import { type Claim, claimDue } from '@/server/outbox/claim-due';
import { verifyInvariants } from '../operations/verify-invariants';
import { type House, house } from '../testing/house';
import { raceInto } from '../testing/race-into';
import { accepted, handOver } from '../testing/scripted-carrier';
import { openThread, type Thread } from '../testing/thread';
import { beginHandOver } from './begin-hand-over';
import { finishHandOver } from './finish-hand-over';
import { recordReceipt } from './record-receipt';

let home: House;
let thread: Thread;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
});

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

/** A message on the wire: T2 is committed, T3 is not. */
async function submitting(): Promise<{ id: string; claim: Claim }> {
  const id = await thread.send();
  const [claim] = await claimDue(home.database, 1);
  if (!claim) throw new Error('nothing to claim');
  await home.as('job', (ctx) => beginHandOver(ctx, claim));
  return { id, claim };
}

const STEPS = ['sent', 'undelivered', 'delivered', 'accepted'] as const;
type Step = (typeof STEPS)[number];

/** Lets everything happen to one message in this order. @returns what became of it */
async function inOrder(steps: readonly Step[], namesUs: boolean) {
  const { id, claim } = await submitting();
  for (const step of steps) {
    if (step === 'accepted') await home.as('job', (ctx) => finishHandOver(ctx, claim, accepted(id)));
    else await report(receipt(id, step, namesUs ? {} : { messageId: null }));
  }
  return { message: await thread.message(id), promised: await thread.promised(id) };
}

describe('receipts', () => {
  const orders = permutations(STEPS);

  it.each([
    ['names our message', true],
    ['knows only its own id', false],
  ])(
    'of a carrier that %s end the same in each of the 24 orders (R9)',
    { timeout: 30_000 },
    async (_, namesUs) => {
      expect(orders).toHaveLength(24);
      for (const steps of orders) {
        const { message, promised } = await inOrder(steps, namesUs);
        expect(message, steps.join()).toMatchObject({ status: 'delivered', fault: null });
        expect(promised, steps.join()).toBeUndefined();
      }
      expect((await thread.detail()).failedCount).toBe(0);
    },
  );

  it('end the same when some come twice or more', async () => {
    const doubled = fc
      .tuple(fc.constantFrom(...orders), fc.array(fc.constantFrom(...STEPS), { maxLength: 4 }))
      .chain(([order, extra]) =>
        fc.shuffledSubarray([...order, ...extra], { minLength: order.length + extra.length }),
      );
    await fc.assert(
      fc.asyncProperty(doubled, fc.boolean(), async (steps, namesUs) => {
        expect((await inOrder(steps, namesUs)).message.status).toBe('delivered');
      }),
      { numRuns: 25 },
    );
  });

  it('that come at the same time as each other and as our own answer end the same', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, claim } = await submitting();
      const known = round % 2 === 0 ? {} : { messageId: null };
      await Promise.all([
        report(receipt(id, 'delivered', known)),
        home.as('job', (ctx) => finishHandOver(ctx, claim, accepted(id))),
        report(receipt(id, 'sent', known)),
        report(receipt(id, 'delivered', known)),
      ]);
      expect(await thread.message(id)).toMatchObject({ status: 'delivered' });
    }
  });

  it('that come before we know the carrier’s id are kept and applied with it', async () => {
    const { id, claim } = await submitting();
    await report(receipt(id, 'delivered', { messageId: null }));
    expect(await thread.message(id)).toMatchObject({ status: 'queued' });
    await home.as('job', (ctx) => finishHandOver(ctx, claim, accepted(id)));
    expect(await thread.message(id)).toMatchObject({ status: 'delivered' });
  });

  it('are not lost between looking for a message and storing its id', async () => {
    const { id, claim } = await submitting();
    await raceInto(
      (beforeCommit) =>
        home.as('job', async (ctx) => {
          await finishHandOver(ctx, claim, accepted(id));
          await beforeCommit();
        }),
      () => report(receipt(id, 'delivered', { messageId: null })),
      () => untilWaiting(home.database),
    );
    expect(await thread.message(id)).toMatchObject({ status: 'delivered' });
  });

  it('that were parked are applied by the first one that names our message', async () => {
    const { id } = await submitting();
    await report(receipt(id, 'delivered', { messageId: null }));
    await report(receipt(id, 'sent'));
    expect(await thread.message(id)).toMatchObject({ status: 'delivered' });
  });

  it('settle a message of which nobody knew, and no longer count it as failed', async () => {
    const id = await thread.send();
    await handOver(home, { kind: 'unknown', detail: 'timed out' });
    expect(await thread.detail()).toMatchObject({ failedCount: 1 });
    await report(receipt(id, 'sent'));
    expect(await thread.message(id)).toMatchObject({ status: 'sent' });
    expect(await thread.promised(id)).toBeUndefined();
    expect(await thread.detail()).toMatchObject({ failedCount: 0, preview: { status: 'sent' } });
  });

  it('say why a message was not delivered, and a late "delivered" corrects them', async () => {
    const id = await thread.send();
    await handOver(home, accepted);
    await report(receipt(id, 'undelivered', { fault: 'unreachable', carrierCode: '30003' }));
    expect(await thread.message(id)).toMatchObject({ status: 'undelivered', fault: 'unreachable' });
    expect(await thread.detail()).toMatchObject({ failedCount: 1 });
    await report(receipt(id, 'delivered'));
    expect(await thread.message(id)).toMatchObject({ status: 'delivered', fault: null });
    expect((await thread.message(id)).deliveredAt).toBe(home.now.toISOString());
    expect(await thread.detail()).toMatchObject({ failedCount: 0 });
  });

  it('are told to screens once', async () => {
    const id = await thread.send();
    await handOver(home, accepted);
    await report(receipt(id, 'delivered'));
    const told = (await home.events()).length;
    await report(receipt(id, 'delivered'));
    await report(receipt(id, 'sent'));
    expect((await home.events()).length).toBe(told);
  });

  it('of another connection, or on what a customer wrote, change nothing', async () => {
    const id = await thread.send();
    await handOver(home, accepted);
    await home.as('carrier', (ctx) => recordReceipt(ctx, uuidv7(), receipt(id, 'failed')));
    expect(await thread.message(id)).toMatchObject({ status: 'submitted' });
    await home.receive(thread.customer, 'Hello', { providerMessageId: 'SM-inbound' });
    const inbound = (await thread.messages()).at(-1);
    await report(receipt(inbound?.id ?? '', 'failed', { providerMessageId: 'SM-inbound' }));
    expect(await thread.message(inbound?.id ?? '')).toMatchObject({ status: 'received' });
  });

  it('leave nothing that verify would find', async () => {
    expect(await home.as('operator', verifyInvariants)).toEqual([]);
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}
