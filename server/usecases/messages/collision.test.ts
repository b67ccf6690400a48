import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import type { SendMessageInput } from '@/server/domain/messages/inputs';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { sendMessage } from './send-message';

let home: House;
let thread: Thread;
/** The last two digits of the next customer's number. */
let customers = 30;

beforeAll(async () => {
  home = await house();
});

/** A conversation in which Jonas answers with Anna's seq in hand. @returns what Anna had seen */
async function answered(): Promise<number> {
  customers += 1;
  thread = await openThread(home, `+141555501${customers}`);
  await home.receive(thread.customer, 'Are you open?');
  const { lastSeq } = await thread.detail();
  await send(home.organization.jonas, { seenSeq: lastSeq });
  return lastSeq;
}
function send(by: TestUser, change: Partial<SendMessageInput>) {
  const { conversationId } = thread;
  return home.as(by, (ctx) =>
    sendMessage(ctx, { id: uuidv7(), conversationId, text: 'Until six', ...change }),
  );
}

describe('a colleague’s answer that the writer has not seen', () => {
  it('holds the text and says who answered and when; nothing is stored', async () => {
    const seenSeq = await answered();
    home.now = new Date(home.now.getTime() + 8_000);
    const before = await thread.detail();
    await expect(send(home.organization.anna, { seenSeq })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'teammate_answered',
      message: expect.stringMatching(/ answered 8 s ago\.$/),
    });
    expect(await thread.detail()).toEqual(before);
  });

  it('does not when the writer wants to send anyway, has seen it, or says nothing of it', async () => {
    const seenSeq = await answered();
    const { anna } = home.organization;
    await send(anna, { seenSeq, sendAnyway: true });
    await send(anna, { seenSeq: (await thread.detail()).lastSeq });
    await send(anna, {});
  });

  it('is never one’s own, nor one that was sent by a rule of the house', async () => {
    const seenSeq = await answered();
    await send(home.organization.jonas, { seenSeq });
    await home.rows(
      `update messages set automatic = true where conversation_id = '${thread.conversationId}'`,
    );
    await send(home.organization.anna, { seenSeq });
  });

  it('of two that write at once holds the second', async () => {
    thread = await openThread(home, '+14155550199');
    await home.receive(thread.customer, 'Hello?');
    const { lastSeq: seenSeq } = await thread.detail();
    const { anna, jonas } = home.organization;
    const both = await Promise.allSettled([send(anna, { seenSeq }), send(jonas, { seenSeq })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not hold the same text a second time: an id that is stored is answered with what it is', async () => {
    const seenSeq = await answered();
    const { anna, jonas } = home.organization;
    const id = uuidv7();
    const first = await send(anna, { id, seenSeq, sendAnyway: true });
    await send(jonas, { seenSeq, sendAnyway: true });
    expect(await send(anna, { id, seenSeq })).toMatchObject({ id: first.id, seq: first.seq });
  });
});
