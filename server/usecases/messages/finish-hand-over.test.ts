import { beforeAll, describe, expect, it } from 'vitest';
import { type Claim, claimDue } from '@/server/outbox/claim-due';
import { sweepLeases } from '@/server/outbox/sweep-leases';
import { verifyInvariants } from '../operations/verify-invariants';
import { type House, house } from '../testing/house';
import { accepted } from '../testing/scripted-carrier';
import { openThread, type Thread } from '../testing/thread';
import { beginHandOver } from './begin-hand-over';
import { finishHandOver } from './finish-hand-over';
import { recordReceipt } from './record-receipt';
import { refuseHandOver } from './refuse-hand-over';
import { settleMessage } from './retry-message';

let home: House;
let thread: Thread;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
});

async function claim(): Promise<Claim> {
  const [claimed] = await claimDue(home.database, 1);
  if (!claimed) throw new Error('nothing to claim');
  return claimed;
}
const begin = (of: Claim) => home.as('job', (ctx) => beginHandOver(ctx, of));
const finish = (of: Claim, outcome: Parameters<typeof finishHandOver>[2]) =>
  home.as('job', (ctx) => finishHandOver(ctx, of, outcome));
const endLeases = () =>
  home.rows("update outbox set lease_until = now() - interval '1 second' where lease_until is not null");
const notAccepted = { kind: 'not_accepted', retryAfterMs: null, detail: '' } as const;
const landline = { kind: 'rejected', fault: 'landline', carrierCode: null, detail: '' } as const;
const unknown = { kind: 'unknown', detail: 'the worker died' } as const;

describe('the fence', () => {
  it('lets a worker whose lease has ended change nothing', async () => {
    const id = await thread.send();
    const stale = await claim();
    await endLeases();
    expect(await sweepLeases(home.database)).toEqual({ requeued: 1, unsettled: [] });
    const fresh = await claim();
    expect(fresh).toEqual({ ...stale, leaseEpoch: stale.leaseEpoch + 1 });

    expect(await begin(stale)).toEqual({ kind: 'not_ours' });
    await home.as('job', (ctx) => refuseHandOver(ctx, stale, 'expired'));
    expect(await begin(fresh)).toMatchObject({ kind: 'ready', message: { messageId: id } });
    for (const outcome of [notAccepted, landline, unknown]) await finish(stale, outcome);
    expect(await thread.promised(id)).toEqual({ state: 'submitting', attempts: 1 });
    await finish(fresh, accepted(id));
    expect(await thread.message(id)).toMatchObject({ status: 'submitted' });
  });

  it('lets a claim begin once', async () => {
    const id = await thread.send();
    const claimed = await claim();
    const begun = await Promise.all([begin(claimed), begin(claimed), begin(claimed)]);
    expect(begun.map(({ kind }) => kind).toSorted()).toEqual(['not_ours', 'not_ours', 'ready']);
    await finish(claimed, accepted(id));
  });

  it('makes a hand-over whose worker died unknown, and never queues it', async () => {
    const id = await thread.send();
    const claimed = await claim();
    await begin(claimed);
    await endLeases();
    expect(await sweepLeases(home.database)).toEqual({ requeued: 0, unsettled: [claimed] });
    await finish(claimed, unknown);
    expect(await thread.message(id)).toMatchObject({ status: 'unknown' });
    expect(await thread.promised(id)).toMatchObject({ state: 'unknown' });
    await finish(claimed, notAccepted);
    expect(await thread.promised(id)).toMatchObject({ state: 'unknown' });
    await home.as(home.organization.anna, (ctx) => settleMessage(ctx, { messageId: id }));
  });
});

describe('an answer that is stored after the sweeper said "unknown"', () => {
  async function calledUnknown(): Promise<{ id: string; claimed: Claim }> {
    const id = await thread.send();
    const claimed = await claim();
    await begin(claimed);
    await finish(claimed, unknown);
    return { id, claimed };
  }
  const delivered = (id: string) =>
    home.as('carrier', (ctx) =>
      recordReceipt(ctx, home.organization.connectionId, {
        providerMessageId: `SM-${id}`,
        messageId: null,
        status: 'delivered',
        fault: null,
        carrierCode: null,
      }),
    );

  it('counts when the carrier has it', async () => {
    const { id, claimed } = await calledUnknown();
    await finish(claimed, accepted(id));
    expect(await thread.message(id)).toMatchObject({ status: 'submitted' });
    expect(await thread.promised(id)).toBeUndefined();
  });

  it('counts when the carrier has refused it', async () => {
    const { id, claimed } = await calledUnknown();
    await finish(claimed, landline);
    expect(await thread.message(id)).toMatchObject({ status: 'failed', fault: 'landline' });
    expect(await thread.promised(id)).toBeUndefined();
  });

  it('still tells us the carrier’s id when a person has settled the message, so that receipts find it', async () => {
    const { id, claimed } = await calledUnknown();
    await home.as(home.organization.anna, (ctx) => settleMessage(ctx, { messageId: id }));
    await finish(claimed, accepted(id));
    await delivered(id);
    expect(await thread.message(id)).toMatchObject({ status: 'delivered', settled: true });
  });
});

describe('everything above', () => {
  it('leaves nothing that verify would find', async () => {
    expect(await home.as('operator', verifyInvariants)).toEqual([]);
  });
});
