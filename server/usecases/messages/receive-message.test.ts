import { beforeAll, describe, expect, it } from 'vitest';
import { untilWaiting } from '@/db/testing/lock-waiters';
import { blockCustomer } from '../conversations/block-customer';
import { getConversation } from '../conversations/get-conversation';
import { listConversations } from '../conversations/list-conversations';
import { setOptOut } from '../opt-outs/set-opt-out';
import { type House, house, houseIn } from '../testing/house';
import { raceInto } from '../testing/race-into';
import { listMessages } from './list-messages';

let home: House;
let customers = 0;
function nextCustomer(): string {
  customers += 1;
  return `+1415555${4000 + customers}`;
}

beforeAll(async () => {
  home = await house();
});

async function conversationOf(customer: string, from = home) {
  const { items } = await from.as(from.organization.supervisor, (ctx) =>
    listConversations(ctx, { view: 'all', limit: 100 }),
  );
  const found = items.find((item) => item.customer === customer);
  if (!found) throw new Error(`no conversation with ${customer}`);
  return from.as(from.organization.supervisor, (ctx) => getConversation(ctx, { conversationId: found.id }));
}

async function threadOf(customer: string, from = home) {
  const { id } = await conversationOf(customer, from);
  const { items } = await from.as(from.organization.supervisor, (ctx) =>
    listMessages(ctx, { conversationId: id, limit: 100 }),
  );
  return items.toReversed();
}

describe('receiveMessage', () => {
  it('stores a text, makes it unread for every member and says that the customer waits', async () => {
    const customer = nextCustomer();
    await home.receive(customer, 'Hello');
    const conversation = await conversationOf(customer);
    expect(conversation).toMatchObject({
      lastSeq: 1,
      hasSms: false,
      preview: { text: 'Hello', direction: 'in' },
    });
    expect(conversation.needsReplySince).toBe(home.now.toISOString());
    expect(conversation.participantIds).toHaveLength(2);
  });

  it('keeps the files that came along and the time that the carrier gave', async () => {
    const customer = nextCustomer();
    const media = [
      { url: 'https://carrier.example/media/ME1', contentType: 'image/jpeg' },
      { url: 'https://carrier.example/media/caf%C3%A9.pdf', contentType: 'application/pdf' },
    ];
    const sentAt = new Date('2026-11-22T23:30:00.000Z');
    await home.receive(customer, 'Look', { media, sentAt });
    expect((await conversationOf(customer)).preview).toMatchObject({ channel: 'mms', mediaCount: 2 });
    const [message] = await threadOf(customer);
    const fetching = { state: 'fetching', bytes: null };
    expect(message).toMatchObject({
      channel: 'mms',
      files: [
        { name: 'file.jpg', contentType: 'image/jpeg', ...fetching },
        { name: 'café.pdf', contentType: 'application/pdf', ...fetching },
      ],
    });
    const kept = await home.rows<{ url: string }>(
      `select source->>'url' as url from files where message_id = '${message?.id}' order by position`,
    );
    expect(kept).toEqual(media.map(({ url }) => ({ url })));
    const stored = await home.rows<{ at: string }>(
      `select to_char(provider_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
       from messages where id = '${message?.id}'`,
    );
    expect(stored).toEqual([{ at: '2026-11-22 23:30' }]);
  });

  it('takes the same carrier id in once, also when it comes twenty times at once, and tells nobody again', async () => {
    const customer = nextCustomer();
    const same = { providerMessageId: 'SM-one' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => home.receive(customer, 'Once', same)));
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await threadOf(customer)).toHaveLength(1);
    const told = (await home.events()).length;
    await home.receive(customer, 'Once', same);
    expect((await home.events()).length).toBe(told);
  });

  it('numbers messages densely in the order stored, however many come at once', async () => {
    const customer = nextCustomer();
    await Promise.all(Array.from({ length: 25 }, (_, i) => home.receive(customer, `Text ${i}`)));
    const thread = await threadOf(customer);
    expect(thread.map(({ seq }) => seq)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    expect((await conversationOf(customer)).preview?.text).toBe(thread.at(-1)?.body);
  });

  it('keeps the time of the first unanswered text', async () => {
    const customer = nextCustomer();
    const first = home.now;
    await home.receive(customer, 'Hello');
    home.now = new Date(first.getTime() + 60_000);
    await home.receive(customer, 'Hello?');
    expect((await conversationOf(customer)).needsReplySince).toBe(first.toISOString());
  });

  it('brings the members back when all have left, and nobody without licence or switched off (items 62, 81)', async () => {
    const own = await houseIn(home.database);
    const customer = nextCustomer();
    await own.receive(customer, 'Hello');
    await own.rows('delete from participants');
    await own.rows('update conversations set participant_count = 0');
    await own.rows(`update users set licence = 'basic' where id = '${own.organization.jonas.id}'`);
    await own.receive(customer, 'Anybody there?');
    const conversation = await conversationOf(customer, own);
    expect(conversation.participantIds).toEqual([own.organization.anna.id]);
    const thread = await threadOf(customer, own);
    expect(thread.at(-1)?.system).toEqual({ kind: 'members_added', userIds: [own.organization.anna.id] });
  });

  it('keeps the text of a customer for whom nobody is left', async () => {
    const own = await houseIn(home.database);
    await own.rows('update users set active = false');
    const customer = nextCustomer();
    await own.receive(customer, 'Hello');
    expect((await threadOf(customer, own)).map(({ body }) => body)).toEqual(['Hello']);
  });

  it('puts what a blocked customer writes into the block log and nowhere else (item 37)', async () => {
    const customer = nextCustomer();
    await home.receive(customer, 'Buy now');
    const { id } = await conversationOf(customer);
    await home.as(home.organization.anna, (ctx) => blockCustomer(ctx, { conversationId: id, blocked: true }));
    const told = (await home.events()).length;
    const before = await threadOf(customer);
    await home.receive(customer, 'Buy now!!');
    expect(await threadOf(customer)).toEqual(before);
    expect((await home.events()).length).toBe(told);
    const log = await home.rows(`select body from blocked_messages where customer = '${customer}'`);
    expect(log).toEqual([{ body: 'Buy now!!' }]);
    await home.as(home.organization.anna, (ctx) =>
      blockCustomer(ctx, { conversationId: id, blocked: false }),
    );
    await home.receive(customer, 'Sorry');
    expect((await threadOf(customer)).at(-1)?.body).toBe('Sorry');
  });

  it('obeys STOP and START of the customer, and shows both in the thread', async () => {
    const customer = nextCustomer();
    await home.receive(customer, ' Stop. ');
    expect((await conversationOf(customer)).optedOut).toBe(true);
    await home.receive(customer, 'STOP');
    await home.receive(customer, 'stop by at five?');
    await home.receive(customer, 'start');
    expect((await conversationOf(customer)).optedOut).toBe(false);
    const lines = (await threadOf(customer)).flatMap(({ system }) => (system ? [system.kind] : []));
    expect(lines).toEqual(['opted_out', 'opted_in']);
  });

  it('obeys STOP of a blocked customer too: the block may be lifted, their word stays', async () => {
    const customer = nextCustomer();
    await home.receive(customer, 'Buy now');
    const { id } = await conversationOf(customer);
    const block = (blocked: boolean) =>
      home.as(home.organization.anna, (ctx) => blockCustomer(ctx, { conversationId: id, blocked }));
    await block(true);
    const { length } = await threadOf(customer);
    await home.receive(customer, 'STOP');
    expect((await threadOf(customer)).slice(length)).toMatchObject([{ system: { kind: 'opted_out' } }]);
    await block(false);
    expect((await conversationOf(customer)).optedOut).toBe(true);
  });

  it('obeys STOP of a blocked customer who writes to a number for the first time', async () => {
    const customer = nextCustomer();
    await home.rows(
      `insert into blocks (organization_id, customer) values (${home.organization.id}, '${customer}')`,
    );
    await home.receive(customer, 'Stop');
    await home.rows(`delete from blocks where customer = '${customer}'`);
    await home.receive(customer, 'Hello');
    expect((await conversationOf(customer)).optedOut).toBe(true);
  });

  it('tells screens of a STOP that was stored while the text waited for it', async () => {
    const customer = nextCustomer();
    await home.receive(customer, 'Hello');
    const { id } = await conversationOf(customer);
    await raceInto(
      (beforeCommit) =>
        home.as('carrier', async (ctx) => {
          await ctx.tx.execute(`select from conversations where id = '${id}' for update`);
          await setOptOut(ctx, { numberId: home.organization.numberId, customer }, true, {
            source: 'carrier',
          });
          await beforeCommit();
        }),
      () => home.receive(customer, 'And another thing'),
      () => untilWaiting(home.database),
    );
    expect((await home.events()).at(-1)).toMatchObject({
      kind: 'message.stored',
      message: { body: 'And another thing' },
      conversation: { optedOut: true },
    });
  });

  it('takes in short codes and names, which cannot be answered', async () => {
    await home.receive('VERIFY', 'Your code is 1234');
    expect(await conversationOf('VERIFY')).toMatchObject({ replyable: false });
  });

  it('loses no text for a character that cannot be stored', async () => {
    const customer = nextCustomer();
    await home.receive(customer, 'a\u0000b\ud83d');
    expect((await threadOf(customer))[0]?.body).toBe('a\uFFFDb\uFFFD');
  });

  it('stores nothing for a number that is not ours: the door keeps it in quarantine', async () => {
    const told = (await home.events()).length;
    await expect(home.receive(nextCustomer(), 'Hello', { to: '+14155559999' })).rejects.toMatchObject({
      reason: 'number_unknown',
    });
    expect((await home.events()).length).toBe(told);
  });
});
