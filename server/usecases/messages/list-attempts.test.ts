import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { type House, house } from '../testing/house';
import { accepted, handOver } from '../testing/scripted-carrier';
import { openThread, type Thread } from '../testing/thread';
import { listAttempts } from './list-attempts';
import { recordReceipt } from './record-receipt';
import { retryMessage } from './retry-message';

let home: House;
let thread: Thread;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
});

const attempts = (messageId: string, who = home.organization.anna) =>
  home.as(who, (ctx) => listAttempts(ctx, { messageId }));

describe('listAttempts', () => {
  it('tells every try of a text, whichever of them is asked about, with hand-overs and receipts', async () => {
    const first = await thread.send('Are you there?');
    await handOver(home, { kind: 'rejected', fault: 'unreachable', carrierCode: '30003', detail: '' });
    const second = uuidv7();
    await home.as(home.organization.jonas, (ctx) => retryMessage(ctx, { id: second, messageId: first }));
    await handOver(home, accepted);
    expect((await attempts(first)).map(({ receiptless }) => receiptless)).toEqual([false, true]);
    await home.as('carrier', (ctx) =>
      recordReceipt(ctx, home.organization.connectionId, {
        providerMessageId: `SM-${second}`,
        messageId: second,
        status: 'delivered',
        carrierCode: null,
        fault: null,
      }),
    );
    const { anna, jonas } = home.organization;
    const way = await attempts(first);
    expect(way).toMatchObject([
      {
        messageId: first,
        authorId: anna.id,
        status: 'failed',
        fault: 'unreachable',
        carrierCode: '30003',
        segments: 1,
        handOvers: [{ outcome: 'rejected' }],
        receipts: [],
      },
      {
        messageId: second,
        authorId: jonas.id,
        status: 'delivered',
        fault: null,
        handOvers: [{ outcome: 'accepted' }],
        receipts: [{ status: 'delivered', carrierCode: null }],
        receiptless: false,
      },
    ]);
    expect(way[0]?.createdAt).toBe(home.now.toISOString());
    expect(await attempts(second)).toEqual(way);
  });

  it('knows no message of the customer, none that is nobody’s, and none that the reader may not see', async () => {
    await home.receive(thread.customer, 'Hello');
    const inbound = (await thread.messages()).find(({ direction }) => direction === 'in');
    const own = await thread.send();
    for (const id of [inbound?.id ?? '', uuidv7()]) {
      await expect(attempts(id)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(attempts(own, home.organization.outsider)).rejects.toMatchObject({ code: 'not_found' });
  });
});
