import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { untilWaiting } from '@/db/testing/lock-waiters';
import type { SentRecord } from '@/server/carriers/carrier';
import { dueLookUps } from '@/server/outbox/due-look-ups';
import { recordUpload } from '../media/uploads';
import { type House, house } from '../testing/house';
import { raceInto } from '../testing/race-into';
import { accepted, handOver } from '../testing/scripted-carrier';
import { openThread, type Thread } from '../testing/thread';
import { recordReceipt } from './record-receipt';
import { type LookUp, prepareLookUp, resolveUnknown } from './resolve-unknown';
import { settleMessage } from './retry-message';
import { sendMessage } from './send-message';

let home: House;
let thread: Thread;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
});

interface Unknown {
  id: string;
  lookUp: LookUp;
  /** What the carrier's list would say of it. */
  record(providerMessageId: string, more?: Partial<SentRecord>): SentRecord;
  resolve(records: SentRecord[]): Promise<void>;
}

async function unknown(text?: string): Promise<Unknown> {
  const id = await thread.send(text);
  await handOver(home, { kind: 'unknown', detail: 'timed out' });
  const lookUp = await home.as('job', (ctx) => prepareLookUp(ctx, id));
  if (!lookUp) throw new Error('nothing to look up');
  return {
    id,
    lookUp,
    record: (providerMessageId, more = {}) => ({
      providerMessageId,
      to: lookUp.to,
      from: lookUp.from,
      text: lookUp.text,
      mediaCount: lookUp.mediaCount,
      createdAt: lookUp.around,
      status: 'sent',
      ...more,
    }),
    resolve: (records) => home.as('job', (ctx) => resolveUnknown(ctx, id, lookUp, records)),
  };
}
const statusOf = async ({ id }: Unknown) => (await thread.message(id)).status;

describe('an unconfirmed message', () => {
  it('is adopted from the carrier’s list when exactly one record fits', async () => {
    const lost = await unknown();
    await lost.resolve([lost.record('SM-found-1')]);
    expect(await statusOf(lost)).toBe('sent');
    expect(await thread.promised(lost.id)).toBeUndefined();
  });

  it('stays open when several fit', async () => {
    const lost = await unknown();
    await lost.resolve([lost.record('SM-two-1'), lost.record('SM-two-2')]);
    expect(await statusOf(lost)).toBe('unknown');
  });

  it('is not taken for another text, number or time, nor for one that is known already', async () => {
    const known = await thread.send('Known');
    await handOver(home, accepted);
    const lost = await unknown('Known');
    const far = new Date(lost.lookUp.around.getTime() + 3 * 60_000);
    await lost.resolve([
      lost.record('SM-other-1', { text: 'Known?' }),
      lost.record('SM-other-2', { to: '+14155550199' }),
      lost.record('SM-other-3', { from: '+14155550199' }),
      lost.record('SM-other-4', { createdAt: far }),
      lost.record(`SM-${known}`),
    ]);
    expect(await statusOf(lost)).toBe('unknown');
  });

  it('with files is not taken for a text, nor for one with more files', async () => {
    const { conversationId } = thread;
    const fileId = uuidv7();
    const file = { name: 'a.jpg', contentType: 'image/jpeg', bytes: 9, sha256: 'ab', text: null };
    await home.as(home.organization.anna, async (ctx) => {
      await recordUpload(
        ctx,
        { id: fileId, conversationId, name: 'a.jpg' },
        { ...file, width: 1, height: 1 },
      );
      const files = [{ id: fileId, alt: '' }];
      await sendMessage(ctx, { id: uuidv7(), conversationId, text: '', files });
    });
    await handOver(home, { kind: 'unknown', detail: 'timed out' });
    const mms = (await thread.messages()).findLast(({ channel }) => channel === 'mms');
    const id = mms?.id ?? '';
    const lookUp = await home.as('job', (ctx) => prepareLookUp(ctx, id));
    if (!lookUp) throw new Error('nothing to look up');
    const { to, from, text, around: createdAt } = lookUp;
    const record = { to, from, text, createdAt, mediaCount: 1, status: 'sent' as const };
    const resolve = (records: SentRecord[]) =>
      home.as('job', (ctx) => resolveUnknown(ctx, id, lookUp, records));
    await resolve([
      { ...record, providerMessageId: 'SM-text', text: 'Your photo', mediaCount: 0 },
      { ...record, providerMessageId: 'SM-empty', mediaCount: 0 },
      { ...record, providerMessageId: 'MM-two', mediaCount: 2 },
    ]);
    expect((await thread.message(id)).status).toBe('unknown');
    await resolve([{ ...record, providerMessageId: 'MM-one' }]);
    expect((await thread.message(id)).status).toBe('sent');
  });

  it('is looked up three times, and then waits for a receipt or a person', async () => {
    await home.rows(`delete from outbox where state <> 'queued'`);
    const lost = await unknown();
    const due = async () => (await dueLookUps(home.database, 20)).map(({ messageId }) => messageId);
    for (const state of ['unknown', 'unknown', 'unresolved']) {
      expect(await due()).toEqual([]);
      await home.rows('update outbox set not_before = now()');
      expect(await due()).toEqual([lost.id]);
      await lost.resolve([]);
      expect(await thread.promised(lost.id)).toMatchObject({ state });
    }
    expect(await due()).toEqual([]);
    await home.as(home.organization.anna, (ctx) => settleMessage(ctx, { messageId: lost.id }));
    expect(await thread.promised(lost.id)).toBeUndefined();
  });

  it('is not looked up any more when it was settled meanwhile', async () => {
    const lost = await unknown();
    await home.as(home.organization.anna, (ctx) => settleMessage(ctx, { messageId: lost.id }));
    await lost.resolve([lost.record('SM-late')]);
    expect(await statusOf(lost)).toBe('unknown');
    expect(await home.as('job', (ctx) => prepareLookUp(ctx, lost.id))).toBeNull();
  });

  it('does not share one record with another message alike', async () => {
    const [first, second] = [await unknown('Same'), await unknown('Same')];
    await raceInto(
      (beforeCommit) =>
        home.as('job', async (ctx) => {
          await resolveUnknown(ctx, first.id, first.lookUp, [first.record('SM-shared')]);
          await beforeCommit();
        }),
      () => second.resolve([second.record('SM-shared')]),
      () => untilWaiting(home.database),
    );
    expect([await statusOf(first), await statusOf(second)]).toEqual(['sent', 'unknown']);
  });

  it('gets the receipts that came while nobody knew whose they were', async () => {
    const lost = await unknown();
    await home.as('carrier', (ctx) =>
      recordReceipt(ctx, home.organization.connectionId, {
        providerMessageId: 'SM-parked',
        messageId: null,
        status: 'delivered',
        fault: null,
        carrierCode: null,
      }),
    );
    await lost.resolve([lost.record('SM-parked')]);
    expect(await statusOf(lost)).toBe('delivered');
  });
});
