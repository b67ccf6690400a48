import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { untilWaiting } from '@/db/testing/lock-waiters';
import { blockCustomer } from '../conversations/block-customer';
import { type House, house, houseIn } from '../testing/house';
import { raceInto } from '../testing/race-into';
import { openThread, type Thread } from '../testing/thread';
import { getDraft, saveDraft } from './save-draft';
import { sendMessage } from './send-message';

let home: House;
let thread: Thread;
let customers = 0;

/** A conversation with somebody new. */
function newThread(where = home): Promise<Thread> {
  customers += 1;
  return openThread(where, `+1415555${6000 + customers}`);
}

beforeAll(async () => {
  home = await house();
  thread = await newThread();
});

interface Attempt {
  id?: string;
  text?: string;
  into?: Thread;
  who?: typeof home.organization.anna;
  where?: House;
  confirmBlock?: boolean;
}
function send(attempt: Attempt = {}) {
  const { id = uuidv7(), text = 'Hello', into = thread, where = home, confirmBlock } = attempt;
  return where.as(attempt.who ?? where.organization.anna, (ctx) =>
    sendMessage(ctx, {
      id,
      conversationId: into.conversationId,
      text,
      ...(confirmBlock === undefined ? {} : { confirmBlock }),
    }),
  );
}
/** Everything a refused send must leave alone. */
async function stored(where = home) {
  const counts = await where.rows(`select (select count(*) from messages) as messages,
    (select count(*) from outbox) as outbox, (select last_seq from event_counters) as events,
    (select sum(version) from conversations) as versions, (select count(*) from blocks) as blocks`);
  return counts[0];
}

describe('sendMessage', () => {
  it('stores the message as queued, promises its hand-over and tells screens', async () => {
    const before = (await home.events()).length;
    const message = await send({ text: 'Good morning' });
    expect(message).toMatchObject({ status: 'queued', direction: 'out', body: 'Good morning', segments: 1 });
    expect(await thread.promised(message.id)).toEqual({ state: 'queued', attempts: 0 });
    expect(await thread.detail()).toMatchObject({
      lastSeq: message.seq,
      preview: { text: 'Good morning', status: 'queued', authorId: home.organization.anna.id },
    });
    const news = (await home.events()).slice(before);
    expect(news).toContainEqual(expect.objectContaining({ kind: 'message.stored', message }));
  });

  it('stores nothing at all when anything of it fails', async () => {
    const before = await stored();
    const attempt = home.as(home.organization.anna, async (ctx) => {
      await sendMessage(ctx, { id: uuidv7(), conversationId: thread.conversationId, text: 'Lost' });
      throw new Error('the power failed');
    });
    await expect(attempt).rejects.toThrow('the power failed');
    expect(await stored()).toEqual(before);
  });

  it('answers the same id again with the first message, also ten at once', async () => {
    const id = uuidv7();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send({ id })));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await home.rows(`select from outbox where message_id = '${id}'`)).toHaveLength(1);
    expect((await thread.messages()).filter((message) => message.id === id)).toHaveLength(1);
  });

  it('takes a text and its composed form for the same', async () => {
    const id = uuidv7();
    const first = await send({ id, text: 'Caf\u0065\u0301 \r\n' });
    expect(first.body).toBe('Caf\u00e9');
    expect(await send({ id, text: 'Caf\u00e9' })).toEqual(first);
  });

  it('refuses an id that was used for something else, also when both come at once', async () => {
    const { id } = await send();
    const other = await newThread();
    const refused = { code: 'conflict', reason: 'id_in_use' };
    await expect(send({ id, text: 'Other words' })).rejects.toMatchObject(refused);
    await expect(send({ id, into: other })).rejects.toMatchObject(refused);
    const shared = uuidv7();
    const both = await Promise.allSettled([send({ id: shared }), send({ id: shared, into: other })]);
    const [lost] = both.filter((result) => result.status === 'rejected');
    expect(lost?.reason).toMatchObject(refused);
  });

  it('answers the customer: nobody waits any more, and the sender has read what stands above', async () => {
    const own = await newThread();
    await home.receive(own.customer, 'Hello?');
    expect((await own.detail()).needsReplySince).not.toBeNull();
    const { seq } = await send({ into: own });
    expect(await own.detail()).toMatchObject({ needsReplySince: null, lastReadSeq: seq, lastSeq: seq });
  });

  it('empties the draft of the sender and nobody else’s', async () => {
    const own = await newThread();
    const { conversationId } = own;
    const { anna, jonas } = home.organization;
    for (const who of [anna, jonas]) {
      await home.as(who, (ctx) => saveDraft(ctx, { conversationId, text: 'Unfinished', revision: 0 }));
    }
    await send({ into: own });
    const texts = await Promise.all([anna, jonas].map((who) => home.as(who, (ctx) => getDraft(ctx, own))));
    expect(texts).toEqual([
      { text: '', revision: 2 },
      { text: 'Unfinished', revision: 1 },
    ]);
  });

  it('makes who answers take part', async () => {
    const own = await newThread();
    await send({ into: own, who: home.organization.supervisor });
    expect((await own.detail()).participantIds).toContain(home.organization.supervisor.id);
  });

  it('keeps messages in the order in which they were stored, however many come at once', async () => {
    const own = await newThread();
    await Promise.all(Array.from({ length: 15 }, () => send({ into: own })));
    expect((await own.messages()).map(({ seq }) => seq)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
  });
});

describe('a send that is refused stores nothing', () => {
  async function expectRefusal(attempt: Attempt, code: string, reason: string): Promise<void> {
    const where = attempt.where ?? home;
    const before = await stored(where);
    await expect(send(attempt), reason).rejects.toMatchObject({ name: 'DomainError', code, reason });
    expect(await stored(where), reason).toEqual(before);
  }

  it.each([
    ['x'.repeat(671), 'too_long'],
    ['', 'empty'],
    [' \n\u200b', 'empty'],
    ['a\u0000b', 'bad_characters'],
    ['\ud83d', 'bad_characters'],
  ])('for the text %j', async (text, reason) => {
    await expectRefusal({ text }, 'blocked', reason);
  });

  it('but 670 units may go', async () => {
    expect((await send({ text: 'x'.repeat(670) })).segments).toBe(5);
  });

  it('for who may not text, and hides the conversation from who may not see it', async () => {
    const { anna, outsider } = home.organization;
    await expectRefusal({ who: { ...anna, licence: 'basic' } }, 'forbidden', 'licence_too_low');
    await expectRefusal({ who: { ...anna, licence: 'essential' } }, 'forbidden', 'licence_too_low');
    await expectRefusal({ who: outsider }, 'not_found', 'conversation_not_found');
  });

  it('for a customer who opted out or is blocked', async () => {
    const own = await newThread();
    await home.receive(own.customer, 'STOP');
    await expectRefusal({ into: own }, 'blocked', 'opted_out');
    const blocked = await newThread();
    await home.as(home.organization.anna, (ctx) =>
      blockCustomer(ctx, { conversationId: blocked.conversationId, blocked: true }),
    );
    await expectRefusal({ into: blocked }, 'blocked', 'blocked');
  });

  it('for a customer who opts out while the send waits', async () => {
    const own = await newThread();
    const before = (await own.messages()).length;
    const sending: Promise<unknown>[] = [];
    await raceInto(
      (beforeCommit) =>
        home.as(home.organization.anna, async (ctx) => {
          await blockCustomer(ctx, { conversationId: own.conversationId, blocked: true });
          await beforeCommit();
        }),
      () => {
        const attempt = send({ into: own });
        sending.push(attempt);
        return attempt.catch(() => undefined);
      },
      () => untilWaiting(home.database),
    );
    await expect(Promise.all(sending)).rejects.toMatchObject({ reason: 'blocked' });
    expect((await own.messages()).slice(before).map(({ direction }) => direction)).toEqual(['internal']);
  });

  it('to a sender who cannot be answered', async () => {
    await home.receive('VERIFY', 'Your code is 1234');
    const [row] = await home.rows<{ id: string }>(`select id from conversations where customer = 'VERIFY'`);
    const into = { ...thread, conversationId: row?.id ?? '' };
    await expectRefusal({ into }, 'blocked', 'not_replyable');
  });

  it.each([
    [`update connections set status = 'paused'`, 'connection_paused'],
    [`update numbers set status = 'removed'`, 'number_inactive'],
    [`update numbers set kind = 'toll_free'`, 'toll_free_unverified'],
    [`update organizations set platform_version = '6.03.20230630.3'`, 'version_too_low'],
    [`update organizations set region = 'FR'`, 'region_unsupported'],
  ])('after "%s"', async (change, reason) => {
    const where = await houseIn(home.database);
    const into = await newThread(where);
    await where.rows(change);
    await expectRefusal({ where, into }, 'blocked', reason);
  });
});

describe('an agent’s STOP (item 37)', () => {
  it('asks first, and then nothing has happened', async () => {
    const before = await stored();
    for (const text of ['STOP', ' stop. ', 'ＳＴＯＰ']) {
      await expect(send({ text })).rejects.toMatchObject({ code: 'blocked', reason: 'confirm_block_needed' });
    }
    expect(await stored()).toEqual(before);
  });

  it('is sent and blocks the customer, once it is meant; the same id again changes nothing', async () => {
    const own = await newThread();
    const id = uuidv7();
    const stop = () => send({ id, text: 'STOP', into: own, confirmBlock: true });
    const message = await stop();
    expect(await own.promised(id)).toMatchObject({ state: 'queued' });
    expect(await own.detail()).toMatchObject({ blocked: true, optedOut: false });
    expect((await own.messages()).at(-1)?.system).toEqual({ kind: 'blocked' });
    const before = await stored();
    expect(await stop()).toEqual(message);
    expect(await stored()).toEqual(before);
  });

  it('is not meant by a text that holds more than that', async () => {
    const own = await newThread();
    await send({ text: 'Please stop by at five', into: own });
    expect(await own.detail()).toMatchObject({ blocked: false });
  });
});
