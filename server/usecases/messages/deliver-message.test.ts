import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { databaseRelay } from '@/db/testing/database-relay';
import { claimDue } from '@/server/outbox/claim-due';
import { setOptOut } from '../opt-outs/set-opt-out';
import { type House, house, houseIn } from '../testing/house';
import { accepted, handOver, scriptedCarrier } from '../testing/scripted-carrier';
import { openThread, type Thread } from '../testing/thread';
import { deliverMessage } from './deliver-message';

let home: House;
let thread: Thread;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
});

const dueNow = () => home.rows('update outbox set not_before = now()');

describe('a hand-over', () => {
  it('that is accepted leaves the outbox and gives the conversation its SMS tag (item 57)', async () => {
    expect((await thread.detail()).hasSms).toBe(false);
    const id = await thread.send();
    expect(await handOver(home, accepted)).toEqual([id]);
    expect(await thread.message(id)).toMatchObject({ status: 'submitted', fault: null });
    expect(await thread.promised(id)).toBeUndefined();
    expect(await thread.detail()).toMatchObject({ hasSms: true, preview: { status: 'submitted' } });
  });

  it('that surely did not arrive is tried again later, eight times, and then given up', async () => {
    const id = await thread.send();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await dueNow();
      expect(await handOver(home, { kind: 'not_accepted', retryAfterMs: null, detail: 'refused' })).toEqual([
        id,
      ]);
      if (attempt < 8) expect(await thread.promised(id)).toEqual({ state: 'queued', attempts: attempt });
    }
    expect(await thread.message(id)).toMatchObject({ status: 'failed', fault: 'expired' });
    expect(await thread.promised(id)).toBeUndefined();
  });

  it('waits as long as the carrier asks, by the clock of the database', async () => {
    const id = await thread.send();
    await handOver(home, { kind: 'not_accepted', retryAfterMs: 3_600_000, detail: '429' });
    const [row] = await home.rows<{ wait: number }>(
      `select extract(epoch from not_before - now())::float8 as wait from outbox where message_id = '${id}'`,
    );
    expect(row?.wait).toBeGreaterThan(3_500);
    expect(await handOver(home, accepted)).toEqual([]);
    await dueNow();
    expect(await handOver(home, accepted)).toEqual([id]);
  });

  it('that is refused fails with its reason and counts as failed', async () => {
    const { failedCount } = await thread.detail();
    const id = await thread.send();
    await handOver(home, { kind: 'rejected', fault: 'landline', carrierCode: '21614', detail: 'no mobile' });
    expect(await thread.message(id)).toMatchObject({ status: 'failed', fault: 'landline', settled: false });
    expect(await thread.detail()).toMatchObject({
      failedCount: failedCount + 1,
      preview: { status: 'failed' },
    });
    expect(await thread.promised(id)).toBeUndefined();
  });

  it('of which nobody knows is never tried again by itself', async () => {
    const id = await thread.send();
    await handOver(home, { kind: 'unknown', detail: 'timed out' });
    expect(await thread.message(id)).toMatchObject({ status: 'unknown' });
    await dueNow();
    expect(await handOver(home, accepted)).toEqual([]);
    expect(await thread.promised(id)).toMatchObject({ state: 'unknown' });
  });

  it('writes the opt-out down that only the carrier knew of', async () => {
    const own = await openThread(home, '+14155550120');
    await own.send();
    await handOver(home, { kind: 'rejected', fault: 'opted_out', carrierCode: '21610', detail: '' });
    expect(await own.detail()).toMatchObject({ optedOut: true });
    expect((await own.messages()).at(-1)?.system).toEqual({ kind: 'opted_out' });
    await expect(own.send()).rejects.toMatchObject({ reason: 'opted_out' });
  });

  it('with wrong credentials pauses the connection and keeps the message for later', async () => {
    const own = await houseIn(home.database);
    const paused = await openThread(own);
    const id = await paused.send();
    await handOver(own, { kind: 'unauthorized', detail: '401' });
    expect(await own.rows('select status from connections')).toEqual([{ status: 'paused' }]);
    expect(await paused.promised(id)).toMatchObject({ state: 'queued' });
    await own.rows('update outbox set not_before = now()');
    expect(await handOver(own, accepted)).toEqual([]);
    await expect(paused.send()).rejects.toMatchObject({ reason: 'connection_paused' });
    await own.rows(`update connections set status = 'active'`);
    expect(await handOver(own, accepted)).toEqual([id]);
  });

  it('with credentials that cannot be opened calls nobody and pauses the connection', async () => {
    const own = await houseIn(home.database);
    const id = await (await openThread(own)).send();
    const { tools, handed } = scriptedCarrier(own, accepted);
    const [claim] = await claimDue(own.database, 1);
    expect(claim?.messageId).toBe(id);
    const openConnection = () => {
      throw new Error('no such key');
    };
    if (claim) await deliverMessage({ ...tools, openConnection }, claim);
    expect(handed).toEqual([]);
    expect(await own.rows('select status from connections')).toEqual([{ status: 'paused' }]);
  });
});

describe('a message that must not leave any more', () => {
  it('is refused when the customer has said STOP since it was queued', async () => {
    const own = await openThread(home, '+14155550130');
    const id = await own.send();
    await home.receive(own.customer, 'STOP');
    expect(await handOver(home, accepted)).toEqual([]);
    expect(await own.message(id)).toMatchObject({ status: 'failed', fault: 'opted_out' });
    expect(await own.promised(id)).toBeUndefined();
  });

  it('is not released by a later START, and does not undo it (trap 25)', async () => {
    const own = await openThread(home, '+14155550131');
    const before = await own.send();
    await home.receive(own.customer, 'STOP');
    await home.receive(own.customer, 'START');
    expect(await handOver(home, accepted)).toEqual([]);
    expect(await own.message(before)).toMatchObject({ status: 'failed', fault: 'opted_out' });
    expect(await own.detail()).toMatchObject({ optedOut: false });
    const after = await own.send();
    expect(await handOver(home, accepted)).toEqual([after]);
  });

  it.each([
    [0, '16 minutes'],
    [1, '25 hours'],
  ])('is refused when it waited too long in lane %i', async (lane, age) => {
    const id = await thread.send();
    await home.rows(
      `update outbox set lane = ${lane}, queued_at = now() - interval '${age}' where message_id = '${id}'`,
    );
    expect(await handOver(home, accepted)).toEqual([]);
    expect(await thread.message(id)).toMatchObject({ status: 'failed', fault: 'expired' });
  });
});

describe('the outcome', () => {
  it('is stored as soon as the database is back, and the carrier is asked only once', async () => {
    const relay = await databaseRelay(home.database.url);
    const database = openDatabase({ url: relay.url });
    afterAll(() => database.close());
    const id = await thread.send();
    const cutting = () => {
      relay.cut();
      return accepted(id);
    };
    const { tools, handed } = scriptedCarrier({ box: { ...home.box, database } }, cutting);
    const waits: number[] = [];
    const pause = async (attempt: number) => {
      waits.push(attempt);
      if (attempt === 3) relay.mend();
    };
    const [claim] = await claimDue(database, 1);
    if (!claim) throw new Error('nothing to claim');
    expect(await deliverMessage({ ...tools, pause }, claim)).toBe('accepted');
    expect(waits).toEqual([1, 2, 3]);
    expect(handed).toEqual([id]);
    expect(await thread.message(id)).toMatchObject({ status: 'submitted' });
  });

  it('that a customer opted out at the carrier is written once, also when we knew', async () => {
    const own = await openThread(home, '+14155550140');
    await own.send();
    const line = { numberId: home.organization.numberId, customer: own.customer };
    const stopDuringTheCall = async () => {
      await home.as('carrier', (ctx) => setOptOut(ctx, line, true, { source: 'carrier' }));
      return { kind: 'rejected', fault: 'opted_out', carrierCode: '21610', detail: '' } as const;
    };
    await handOver(home, stopDuringTheCall);
    const lines = (await own.messages()).filter(({ system }) => system?.kind === 'opted_out');
    expect(lines).toEqual([]);
    expect(await own.detail()).toMatchObject({ optedOut: true, failedCount: 1 });
  });
});
