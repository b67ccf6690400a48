import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { type House, house } from '../testing/house';
import { accepted, handOver } from '../testing/scripted-carrier';
import { openThread, type Thread } from '../testing/thread';
import { retryMessage, settleMessage } from './retry-message';

let home: House;
let thread: Thread;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
});

async function failed(text?: string): Promise<string> {
  const id = await thread.send(text);
  await handOver(home, { kind: 'rejected', fault: 'unreachable', carrierCode: '30003', detail: '' });
  return id;
}
const retry = (messageId: string, id = uuidv7(), who = home.organization.anna) =>
  home.as(who, (ctx) => retryMessage(ctx, { id, messageId }));
const settle = (messageId: string, who = home.organization.anna) =>
  home.as(who, (ctx) => settleMessage(ctx, { messageId }));

describe('retryMessage', () => {
  it('sends the same text as a new message that names the old one, which no longer counts as failed', async () => {
    const id = await failed('Are you there?');
    expect(await thread.detail()).toMatchObject({ failedCount: 1 });
    const again = await retry(id);
    expect(again).toMatchObject({ body: 'Are you there?', retryOf: id, status: 'queued' });
    expect(await thread.message(id)).toMatchObject({ status: 'failed', settled: true });
    expect(await thread.detail()).toMatchObject({ failedCount: 0, preview: { status: 'queued' } });
    expect(await handOver(home, accepted)).toEqual([again.id]);
  });

  it('repeats a message once, however many ask at once', async () => {
    const id = await failed();
    const both = await Promise.allSettled([retry(id), retry(id, uuidv7(), home.organization.jonas)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(retry(id)).rejects.toMatchObject({ code: 'conflict', reason: 'already_settled' });
    expect(await handOver(home, accepted)).toHaveLength(1);
  });

  it('answers the same id with the first repetition: a lost answer is no second text', async () => {
    const id = await failed();
    const mine = uuidv7();
    const [first, second] = await Promise.all([retry(id, mine), retry(id, mine)]);
    expect(second).toEqual(first);
    expect(await retry(id, mine)).toEqual(first);
    expect(await handOver(home, accepted)).toEqual([mine]);
  });

  it('refuses an id that names another message, and then nothing has happened', async () => {
    const [id, other] = [await failed(), await failed()];
    for (const taken of [id, other]) {
      await expect(retry(id, taken)).rejects.toMatchObject({ code: 'conflict', reason: 'id_in_use' });
    }
    expect(await thread.message(id)).toMatchObject({ settled: false });
    await Promise.all([settle(id), settle(other)]);
  });

  it('changes nothing when the text may not go any more', async () => {
    const id = await failed();
    await home.receive(thread.customer, 'STOP');
    await expect(retry(id)).rejects.toMatchObject({ code: 'blocked', reason: 'opted_out' });
    expect(await thread.message(id)).toMatchObject({ settled: false });
    expect(await thread.detail()).toMatchObject({ failedCount: 1 });
    await home.receive(thread.customer, 'START');
    await retry(id);
    await handOver(home, accepted);
  });

  it('takes only our own messages that failed, from people who may text there', async () => {
    const id = await failed();
    const { outsider, anna } = home.organization;
    await expect(retry(id, uuidv7(), outsider)).rejects.toMatchObject({ code: 'not_found' });
    const basic = { ...anna, licence: 'basic' as const };
    await expect(retry(id, uuidv7(), basic)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(retry(uuidv7())).rejects.toMatchObject({ code: 'not_found' });
    const fine = await thread.send();
    await handOver(home, accepted);
    await expect(retry(fine)).rejects.toMatchObject({ code: 'conflict', reason: 'not_failed' });
    await home.receive(thread.customer, 'Hello');
    const inbound = (await thread.messages()).at(-1);
    await expect(retry(inbound?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    await settle(id);
  });
});

describe('settleMessage', () => {
  it('leaves the message as it is, and off the list of what failed', async () => {
    const id = await failed();
    expect(await settle(id)).toMatchObject({ status: 'failed', settled: true });
    expect(await thread.detail()).toMatchObject({ failedCount: 0 });
    await expect(settle(id)).rejects.toMatchObject({ reason: 'already_settled' });
  });

  it('takes an unconfirmed message out of the outbox', async () => {
    await handOver(home, accepted);
    const id = await thread.send();
    await handOver(home, { kind: 'unknown', detail: '' });
    await settle(id);
    expect(await thread.promised(id)).toBeUndefined();
    expect(await thread.message(id)).toMatchObject({ status: 'unknown', settled: true });
  });
});
