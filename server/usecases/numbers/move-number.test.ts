import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { untilWaiting } from '@/db/testing/lock-waiters';
import { createConversation } from '../conversations/create-conversation';
import { listConversations } from '../conversations/list-conversations';
import { sendMessage } from '../messages/send-message';
import { verifyInvariants } from '../operations/verify-invariants';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { type House, house } from '../testing/house';
import { raceInto } from '../testing/race-into';
import { openThread, type Thread } from '../testing/thread';
import { moveNumber, previewMove } from './move-number';

let home: House;
let people: House['organization'];
let thread: Thread;
let sales: string;
beforeEach(async () => {
  home = await house();
  people = home.organization;
  thread = await openThread(home);
  await home.receive(thread.customer, 'Hello Support');
  sales = uuidv7();
  await home.rows(
    `insert into services (organization_id, id, name, color) values (${people.id}, '${sales}', 'Sales', 'green')`,
  );
  await home.rows(
    `insert into service_members (organization_id, service_id, user_id) values (${people.id}, '${sales}', '${people.outsider.id}')`,
  );
});

const move = (serviceId: string | null, who = people.admin) =>
  home.as(who, (ctx) => moveNumber(ctx, { numberId: people.numberId, serviceId }));
const seenBy = async (who: typeof people.anna) =>
  (await home.as(who, (ctx) => listConversations(ctx, { view: 'all', limit: 9 }))).items;

describe('a number that goes to another Service', () => {
  it('leaves the old conversations with their people, to be read only, and begins new ones', async () => {
    expect(
      await home.as(people.admin, (ctx) => previewMove(ctx, { numberId: people.numberId, serviceId: sales })),
    ).toEqual({
      retired: 1,
      revived: 0,
    });
    expect(await move(sales)).toEqual({ retired: 1, revived: 0 });
    await home.receive(thread.customer, 'Hello Sales');
    expect(await seenBy(people.anna)).toMatchObject([{ id: thread.conversationId, retired: true }]);
    expect(await seenBy(people.outsider)).toMatchObject([
      { serviceId: sales, retired: false, customer: thread.customer },
    ]);
    await expect(thread.send()).rejects.toMatchObject({ code: 'blocked', reason: 'conversation_retired' });
    expect((await thread.messages()).at(-1)?.system).toEqual({ kind: 'retired', serviceId: sales });
  });

  it('comes back, and everything is as before', async () => {
    const before = await thread.detail();
    await move(sales);
    await home.receive(thread.customer, 'Hello Sales');
    expect(await move(people.serviceId)).toEqual({ retired: 1, revived: 1 });
    const after = await thread.detail();
    expect(after).toEqual({
      ...before,
      lastSeq: before.lastSeq + 2,
      lastReadSeq: after.lastReadSeq,
      version: after.version,
    });
    await thread.send();
    await home.receive(thread.customer, 'Support again');
    expect(await home.rows('select id from conversations where retired_at is null')).toEqual([
      { id: thread.conversationId },
    ]);
  });

  it('goes on wherever it comes back to, whichever way it took, and nowhere else', async () => {
    const places = { support: people.serviceId, sales, office: null };
    const way = fc.array(fc.constantFrom('support', 'sales', 'office'), { minLength: 1, maxLength: 6 });
    const known = new Map<string, string>([['support', thread.conversationId]]);
    await fc.assert(
      fc.asyncProperty(way, async (stops) => {
        for (const stop of stops) {
          await move(places[stop as keyof typeof places]);
          await home.receive(thread.customer, `Hello ${stop}`);
          const live = await home.rows<{ id: string }>(
            'select id from conversations where retired_at is null',
          );
          expect(live).toEqual([{ id: known.get(stop) ?? live[0]?.id }]);
          known.set(stop, live[0]?.id ?? '');
        }
      }),
      { numRuns: 8 },
    );
    expect(await home.as('operator', verifyInvariants)).toEqual([]);
  });

  it('takes with it a text that came while it moved', async () => {
    await raceInto(
      (beforeCommit) =>
        home.as(people.admin, async (ctx) => {
          await moveNumber(ctx, { numberId: people.numberId, serviceId: sales });
          await beforeCommit();
        }),
      () => home.receive('+14155550199', 'A new customer'),
      () => untilWaiting(home.database),
    );
    expect(await home.rows(`select service_id from conversations where customer = '+14155550199'`)).toEqual([
      { service_id: sales },
    ]);
  });

  it('goes on from the Service’s new number, with the same customer', async () => {
    await move(null);
    await home.rows(`insert into numbers (organization_id, id, connection_id, e164, country, kind)
      values (${people.id}, '${uuidv7()}', '${people.connectionId}', '+14155559999', 'US', 'local')`);
    await home.rows(
      `update services set number_id = (select id from numbers where e164 = '+14155559999') where id = '${people.serviceId}'`,
    );
    const { conversationId, joined } = await home.as(people.anna, (ctx) =>
      createConversation(ctx, { serviceId: people.serviceId, to: thread.customer, country: 'US' }),
    );
    expect({ joined, same: conversationId === thread.conversationId }).toEqual({
      joined: false,
      same: false,
    });
    await expect(
      home.as(people.anna, (ctx) => sendMessage(ctx, { id: uuidv7(), conversationId, text: 'From here on' })),
    ).resolves.toBeDefined();
  });

  it('is an admin’s to move, to a Service that is there and has none', async () => {
    await expect(move(sales, people.supervisor)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(move(uuidv7())).rejects.toMatchObject({ reason: 'service_not_found' });
    const other = uuidv7();
    await home.rows(`insert into numbers (organization_id, id, connection_id, e164, country, kind)
      values (${people.id}, '${other}', '${people.connectionId}', '+14155559998', 'US', 'local')`);
    await home.rows(`update services set number_id = '${other}' where id = '${sales}'`);
    await expect(move(sales)).rejects.toMatchObject({ reason: 'service_has_number' });
    expect(await thread.detail()).toMatchObject({ retired: false });
  });

  it('is news to every screen', async () => {
    const readers = [people.anna, people.jonas, people.outsider, people.supervisor];
    await expectEventsToTellAll(home, readers, () => move(sales));
    await expectEventsToTellAll(home, readers, () => move(people.serviceId));
  });
});
