import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import type { Receipt } from '@/server/carriers/carrier';
import { assignConversation } from './conversations/assign-conversation';
import { blockCustomer } from './conversations/block-customer';
import { createConversation } from './conversations/create-conversation';
import { markRead } from './conversations/mark-read';
import { recordReceipt } from './messages/record-receipt';
import { prepareLookUp, resolveUnknown } from './messages/resolve-unknown';
import { retryMessage, settleMessage } from './messages/retry-message';
import { saveDraft } from './messages/save-draft';
import { sendMessage } from './messages/send-message';
import { expectEventsToTellAll } from './testing/expect-events-to-tell-all';
import { type House, house } from './testing/house';
import { accepted, handOver } from './testing/scripted-carrier';
import { openThread, type Thread } from './testing/thread';

let home: House;
let thread: Thread;
let readers: TestUser[];
/** The organization's people by name. */
let people: House['organization'];

beforeAll(async () => {
  home = await house();
  people = home.organization;
  readers = [people.anna, people.jonas, people.outsider, people.supervisor];
  thread = await openThread(home);
  await home.receive(thread.customer, 'Hello');
});

const tellsAll = <T>(verb: () => Promise<T>) => expectEventsToTellAll(home, readers, verb);
const create = (who: TestUser, to: string) =>
  home.as(who, (ctx) => createConversation(ctx, { serviceId: people.serviceId, to, country: 'US' }));
const report = (id: string, status: Receipt['status']) =>
  home.as('carrier', (ctx) =>
    recordReceipt(ctx, people.connectionId, {
      providerMessageId: `SM-${id}`,
      messageId: id,
      status,
      fault: status === 'undelivered' ? 'unreachable' : null,
      carrierCode: null,
    }),
  );
const rejected = { kind: 'rejected', fault: 'unreachable', carrierCode: null, detail: '' } as const;

describe('the news of a verb tells screens all that it changed', () => {
  it('the check itself sees a change that nobody is told of', async () => {
    const silent = () => home.rows(`update conversations set failed_count = 7, version = version + 1`);
    await expect(tellsAll(silent)).rejects.toThrow('deeply equal');
    await home.rows('update conversations set failed_count = 0, version = version + 1');
  });

  it('a customer writes: for the first time, again, STOP, START', async () => {
    for (const text of ['Hello', 'Hello?', 'STOP', 'Hm', 'START']) {
      await tellsAll(() => home.receive('+14155550150', text));
    }
  });

  it('many customers write at once', async () => {
    await tellsAll(() =>
      Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          home.receive(`+1415555016${i % 3}`, i % 5 === 0 ? 'STOP' : `Text ${i}`),
        ),
      ),
    );
  });

  it('a customer writes when all have left', async () => {
    await home.rows(`delete from participants where conversation_id = '${thread.conversationId}'`);
    await home.rows(`update conversations set participant_count = 0 where id = '${thread.conversationId}'`);
    const stale = await thread.detail();
    expect(stale.participantIds).toEqual([]);
    await tellsAll(() => home.receive(thread.customer, 'Anybody?'));
    expect((await thread.detail()).participantIds).toHaveLength(2);
  });

  it('somebody answers, over a draft, and everything becomes of it', async () => {
    const { conversationId } = thread;
    await tellsAll(() =>
      home.as(people.anna, (ctx) => saveDraft(ctx, { conversationId, text: 'Un', revision: 0 })),
    );
    const id = await tellsAll(() => thread.send());
    await tellsAll(() => handOver(home, accepted));
    for (const status of ['sent', 'undelivered', 'delivered', 'sent'] as const) {
      await tellsAll(() => report(id, status));
    }
  });

  it('a send fails, is tried again later, repeated or left', async () => {
    const first = await thread.send();
    await tellsAll(() => handOver(home, { kind: 'not_accepted', retryAfterMs: 1, detail: '' }));
    await home.rows('update outbox set not_before = now()');
    await tellsAll(() => handOver(home, rejected));
    await tellsAll(() =>
      home.as(people.jonas, (ctx) => retryMessage(ctx, { id: uuidv7(), messageId: first })),
    );
    await handOver(home, accepted);
    const second = await thread.send();
    await tellsAll(() => handOver(home, rejected));
    await tellsAll(() => home.as(people.anna, (ctx) => settleMessage(ctx, { messageId: second })));
  });

  it('nobody knows of a send, until its carrier’s list is read', async () => {
    const id = await thread.send();
    await tellsAll(() => handOver(home, { kind: 'unknown', detail: '' }));
    const lookUp = await home.as('job', (ctx) => prepareLookUp(ctx, id));
    if (!lookUp) throw new Error('nothing to look up');
    const { from, to, text, around: createdAt } = lookUp;
    const record = {
      providerMessageId: `SM-${id}`,
      from,
      to,
      text,
      createdAt,
      mediaCount: 0,
      status: 'sent' as const,
    };
    await tellsAll(() => home.as('job', (ctx) => resolveUnknown(ctx, id, lookUp, [record])));
  });

  it('a carrier says that the customer opted out with it', async () => {
    const own = await openThread(home, '+14155550170');
    await own.send();
    await tellsAll(() => handOver(home, { ...rejected, fault: 'opted_out' }));
    expect(await own.detail()).toMatchObject({ optedOut: true });
  });

  it('a message is refused because STOP came first', async () => {
    const own = await openThread(home, '+14155550171');
    await own.send();
    await home.receive(own.customer, 'STOP');
    await tellsAll(() => handOver(home, accepted));
  });

  it('a conversation is opened, joined by a guest, assigned, given back, read', async () => {
    const { conversationId } = await tellsAll(() => create(people.anna, '+14155550172'));
    await tellsAll(() => create(people.outsider, '+14155550172'));
    const assign = (assigneeId: string | null) =>
      home.as(people.supervisor, (ctx) => assignConversation(ctx, { conversationId, assigneeId }));
    await tellsAll(() => assign(people.jonas.id));
    await tellsAll(() => assign(null));
    for (const who of readers) {
      await tellsAll(() => home.as(who, (ctx) => markRead(ctx, { conversationId, seq: 2 })));
    }
    await tellsAll(() => home.receive('+14155550172', 'A guest hears this too'));
  });

  it('a customer is blocked, writes, says STOP, and is unblocked', async () => {
    const own = await openThread(home, '+14155550173');
    const block = (blocked: boolean) =>
      home.as(people.anna, (ctx) => blockCustomer(ctx, { conversationId: own.conversationId, blocked }));
    await tellsAll(() => block(true));
    await tellsAll(() => home.receive(own.customer, 'Hello?'));
    await tellsAll(() => home.receive(own.customer, 'STOP'));
    await tellsAll(() => block(false));
  });

  it('an agent says STOP', async () => {
    const own = await openThread(home, '+14155550174');
    const { conversationId } = own;
    await tellsAll(() =>
      home.as(people.supervisor, (ctx) =>
        sendMessage(ctx, { id: uuidv7(), conversationId, text: 'STOP', confirmBlock: true }),
      ),
    );
  });
});
