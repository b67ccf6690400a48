import { type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { VerbContext } from '@/server/context';
import {
  type HandsetBehaviour,
  type HandsetView,
  ORDINARY_BEHAVIOUR,
} from '@/server/domain/simulator/handset';
import type { SimulatedMessage } from '@/server/domain/simulator/wire';
import { houseIn } from '../testing/house';
import { acceptSimulatedMessage } from './accept-simulated-message';
import { createHandset } from './create-handset';
import { listHandsetMessages } from './list-handset-messages';
import { listHandsets } from './list-handsets';
import { setHandsetBehaviour } from './set-handset-behaviour';
import { writeFromHandset } from './write-from-handset';

const database = await testDatabase();
const home = await houseIn(database);
const other = await houseIn(database);
const real = await houseIn(database, { connectionKind: 'twilio' });
const { anna, e164, connectionId, webhookToken } = home.organization;

let handset: HandsetView;
const look = async <Row extends Record<string, unknown>>(query: SQL) =>
  (await database.withOrganization(home.organization.id, (tx) => tx.execute<Row>(query))).rows;
const owed = () =>
  look<{ kind: string; path: string; body: { id: string; status?: string; fault?: string } }>(
    sql`select kind, path, body from simulator_webhooks order by due_at, id`,
  );
const screen = () => home.as(anna, (ctx) => listHandsetMessages(ctx, { handsetId: handset.id }));
const write = (text: string, id = uuidv7(), to = e164) =>
  home.as(anna, (ctx) => writeFromHandset(ctx, { id, handsetId: handset.id, to, text }));
const behave = (behaviour: Partial<HandsetBehaviour>) =>
  home.as(anna, (ctx) =>
    setHandsetBehaviour(ctx, { handsetId: handset.id, behaviour: { ...ORDINARY_BEHAVIOUR, ...behaviour } }),
  );
const receive = (
  more: {
    to?: string;
    from?: string;
    statusUrl?: string;
    text?: string;
    media?: SimulatedMessage['media'];
  } = {},
) => {
  const messageId = uuidv7();
  const statusUrl = `https://sms.example.com/api/webhooks/${webhookToken}/status?m=${messageId}`;
  const sms = { messageId, from: e164, to: handset.number, text: 'hello', media: [], statusUrl, ...more };
  return home.as('carrier', (ctx) => acceptSimulatedMessage(ctx, connectionId, sms));
};

beforeEach(async () => {
  await look(sql`delete from simulator_webhooks`);
  handset = await home.as(anna, (ctx) => createHandset(ctx, { name: 'Kim' }));
});

describe('a new handset', () => {
  it('gets a made-up number of the region that nobody has, and behaves', async () => {
    const second = await home.as(anna, (ctx) => createHandset(ctx, { name: 'Lee' }));
    expect(second.number).toMatch(/^\+1\d{3}55501\d\d$/);
    expect(second.number).not.toBe(handset.number);
    expect(second.behaviour).toEqual(ORDINARY_BEHAVIOUR);
    expect(await home.events()).toContainEqual({ kind: 'simulator.changed', handsetId: second.id });
  });

  it('gets a number of its own when ten are made at the same time', async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, () => home.as(anna, (ctx) => createHandset(ctx, { name: 'Twin' }))),
    );
    expect(new Set(made.map(({ number }) => number)).size).toBe(10);
  });

  it('takes a number it is given, unless that cannot be texted or is in use', async () => {
    const make = (number: string) => home.as(anna, (ctx) => createHandset(ctx, { name: 'Zoe', number }));
    expect(await make('+447400123456')).toMatchObject({ number: '+447400123456' });
    await expect(make('+447400123456')).rejects.toMatchObject({ reason: 'number_taken' });
    await expect(make(e164)).rejects.toMatchObject({ reason: 'number_taken' });
    await expect(make('+18005550100')).rejects.toMatchObject({ code: 'invalid_input', reason: 'toll_free' });
  });
});

describe('writing from a handset', () => {
  it('shows on its screen and is owed to our webhook as an inbound text', async () => {
    const id = uuidv7();
    await write('Where is my order?', id);
    expect((await screen()).messages).toMatchObject([
      { id, direction: 'written', peer: e164, text: 'Where is my order?' },
    ]);
    expect(await owed()).toMatchObject([
      {
        kind: 'inbound',
        path: `/api/webhooks/${webhookToken}/inbound`,
        body: { type: 'inbound', id, from: handset.number, to: e164, text: 'Where is my order?' },
      },
    ]);
  });

  it('happens once for the same id, and never twice with another text', async () => {
    const id = uuidv7();
    const first = await write('one', id);
    expect(await write('one', id)).toEqual(first);
    await expect(write('two', id)).rejects.toMatchObject({ code: 'conflict', reason: 'id_in_use' });
    expect(await owed()).toHaveLength(1);
  });

  it('reaches only numbers of the simulator in the same organization', async () => {
    await expect(write('hi', uuidv7(), '+14155550000')).rejects.toMatchObject({
      reason: 'number_unreachable',
    });
    await expect(write('hi', uuidv7(), other.organization.e164)).rejects.toMatchObject({
      reason: 'number_unreachable',
    });
    const stray = await real.as(real.organization.anna, (ctx) => createHandset(ctx, { name: 'Stray' }));
    const toReal = real.as(real.organization.anna, (ctx) =>
      writeFromHandset(ctx, { id: uuidv7(), handsetId: stray.id, to: real.organization.e164, text: 'hi' }),
    );
    await expect(toReal).rejects.toMatchObject({ reason: 'number_unreachable' });
  });

  it('is late when the handset is slow, and posted twice when its carrier repeats itself', async () => {
    await behave({ slow: true, deliversTwice: true });
    await write('patience');
    const late = await look<{ late: boolean }>(
      sql`select due_at > now() + interval '2 s' as late from simulator_webhooks`,
    );
    expect(late).toEqual([{ late: true }, { late: true }]);
    const [first, second] = await owed();
    expect(first?.body).toEqual(second?.body);
  });
});

describe('a text to a handset', () => {
  it('shows on its screen at once, with reports of "sent" and then "delivered"', async () => {
    const answer = await receive();
    const id = answer.accepted ? answer.id : '';
    expect((await screen()).messages).toMatchObject([
      { id, direction: 'received', peer: e164, text: 'hello' },
    ]);
    const reports = await owed();
    expect(reports.map(({ body }) => [body.id, body.status])).toEqual([
      [id, 'sent'],
      [id, 'delivered'],
    ]);
    expect(reports[0]?.path).toMatch(new RegExp(`^/api/webhooks/${webhookToken}/status\\?m=[0-9a-f-]{36}$`));
  });

  it('is refused for a landline: no report, nothing on the screen', async () => {
    await behave({ landline: true });
    expect(await receive()).toEqual({ accepted: false, fault: 'landline' });
    expect(await owed()).toEqual([]);
    expect((await screen()).messages).toEqual([]);
  });

  it('that does not arrive is taken and reported as undelivered', async () => {
    await behave({ fails: true });
    expect(await receive()).toMatchObject({ accepted: true });
    expect((await screen()).messages).toEqual([]);
    expect((await owed()).at(-1)?.body).toMatchObject({ status: 'undelivered', fault: 'unreachable' });
  });

  it('to a number without a handset is taken and reported as unreachable', async () => {
    expect(await receive({ to: '+15035550199' })).toMatchObject({ accepted: true });
    expect((await owed()).at(-1)?.body).toMatchObject({ status: 'undelivered', fault: 'unreachable' });
  });

  it('is on its way for a while when the handset is slow', async () => {
    await behave({ slow: true });
    await receive();
    const before = await screen();
    expect(before.messages).toEqual([]);
    expect(before.nextArrivalMs).toBeGreaterThan(1_000);
    await look(sql`update simulator_messages set at = now() where handset_id = ${handset.id}`);
    expect(await screen()).toMatchObject({ messages: [{ text: 'hello' }], nextArrivalMs: null });
  });

  it('is reported never, twice, or in the wrong order, as the switches say', async () => {
    await behave({ noReceipts: true });
    await receive();
    expect(await owed()).toEqual([]);
    await behave({ deliversTwice: true, receiptsOutOfOrder: true });
    await receive();
    expect((await owed()).map(({ body }) => body.status)).toEqual(['delivered', 'delivered', 'sent', 'sent']);
  });

  it('is refused from a number that is not the connection’s, and reported to nobody but us', async () => {
    const refusal = { accepted: false, fault: 'sender_not_capable' };
    expect(await receive({ from: other.organization.e164 })).toEqual(refusal);
    expect(await receive({ statusUrl: 'https://elsewhere.example/hook' })).toEqual(refusal);
  });

  it('keeps what Postgres cannot hold as a replacement character', async () => {
    await receive({ text: 'a\u0000b' });
    expect((await screen()).messages).toMatchObject([{ text: 'a\uFFFDb' }]);
  });
});

describe('the list of handsets', () => {
  it('begins with the one that texted last, and names the numbers they can write to', async () => {
    await write('the newest line');
    const { handsets, numbers } = await home.as(anna, listHandsets);
    expect(handsets[0]).toMatchObject({
      id: handset.id,
      lastMessage: { text: 'the newest line', direction: 'written' },
    });
    expect(numbers).toEqual([
      {
        e164,
        display: expect.stringMatching(/^\+1 415 555 \d{4}$/),
        service: { name: 'Support', color: 'blue' },
      },
    ]);
  });

  it('exists only where there is a simulated carrier', async () => {
    const listed = real.as(real.organization.admin, listHandsets);
    await expect(listed).rejects.toMatchObject({ code: 'not_found', reason: 'no_simulator' });
  });

  it('and everything on it belongs to one organization', async () => {
    const stranger = other.organization.admin;
    const { handsets } = await other.as(stranger, listHandsets);
    expect(handsets).toEqual([]);
    const behaviour = ORDINARY_BEHAVIOUR;
    const handsetId = handset.id;
    const verbs: ((ctx: VerbContext) => Promise<unknown>)[] = [
      (ctx) => listHandsetMessages(ctx, { handsetId }),
      (ctx) => setHandsetBehaviour(ctx, { handsetId, behaviour }),
      (ctx) => writeFromHandset(ctx, { id: uuidv7(), handsetId, to: other.organization.e164, text: 'hi' }),
    ];
    for (const verb of verbs) {
      await expect(other.as(stranger, verb)).rejects.toMatchObject({
        code: 'not_found',
        reason: 'handset_not_found',
      });
    }
  });
});
