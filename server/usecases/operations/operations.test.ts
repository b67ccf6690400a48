import { type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { Actor } from '@/server/domain/users/actor';
import { claimDue } from '@/server/outbox/claim-due';
import { createConversation } from '../conversations/create-conversation';
import { setLabels } from '../conversations/set-labels';
import { saveLabel } from '../labels/save-label';
import { deliverMessage } from '../messages/deliver-message';
import { sendMessage } from '../messages/send-message';
import { houseIn } from '../testing/house';
import { type ExportedMessage, exportMessages } from './export-messages';
import { INVARIANT_CHECKS } from './invariant-checks';
import { type BrokenInvariant, verifyInvariants } from './verify-invariants';

const database = await testDatabase();
const home = await houseIn(database);
const other = await houseIn(database);
const { anna, serviceId } = home.organization;
const OPERATOR: Actor = { kind: 'operator' };

const write = (to: string, text: string) =>
  home.as(anna, async (ctx) => {
    const { conversationId } = await createConversation(ctx, { serviceId, to, country: 'US' });
    return sendMessage(ctx, { id: uuidv7(), conversationId, text });
  });

/** Hands everything queued to a carrier that takes it. */
async function deliverAll(): Promise<void> {
  for (const claim of await claimDue(database, 100)) {
    await deliverMessage(
      {
        box: home.box,
        openConnection: () => ({
          credentials: {},
          carrier: {
            kind: 'test',
            send: () => Promise.resolve({ kind: 'accepted', providerMessageId: uuidv7(), segments: null }),
          } as never,
        }),
        statusUrl: () => 'http://waggle.test',
        mediaUrl: () => 'http://waggle.test',
        pause: () => Promise.resolve(),
      },
      claim,
    );
  }
}

async function labelOne(): Promise<void> {
  const labelId = uuidv7();
  const [row] = await home.rows<{ id: string }>('select id from conversations limit 1');
  await home.as('operator', (ctx) => saveLabel(ctx, { id: labelId, name: 'VIP', color: 'teal' }));
  await home.as(anna, (ctx) => setLabels(ctx, { conversationId: row?.id ?? '', labelIds: [labelId] }));
}

beforeAll(async () => {
  await home.receive('+14155550101', 'Hello   there\nfriend');
  await write('+14155550101', 'How can we help?');
  await deliverAll();
  await home.receive('+14155550102', 'STOP');
  await home.receive('SHOP', 'A name wrote this');
  await labelOne();
  await write('+14155550103', 'Still waiting in the queue');
  await other.receive('+14155550101', 'canary of another organization');
});

const verify = () => home.as('operator', verifyInvariants);

/** What verify finds while `damage` is done; afterwards it is undone. */
async function verifyWith(damage: SQL): Promise<BrokenInvariant[]> {
  let found: BrokenInvariant[] = [];
  const undone = home.as('operator', async (ctx) => {
    await ctx.tx.execute(damage);
    found = await verifyInvariants(ctx);
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  return found;
}

const DAMAGES: Record<string, SQL[]> = {
  'a conversation numbers its messages from 1 without gaps, and knows the last number': [
    sql`update conversations set last_seq = last_seq + 1 where customer = '+14155550101'`,
    sql`update messages set seq = seq + 10 where seq = 1`,
  ],
  'a conversation shows the newest message from or to its customer': [
    sql`update conversations set preview_seq = 1 where customer = '+14155550101'`,
    sql`update conversations set preview_status = 'failed' where customer = '+14155550101'`,
  ],
  'a conversation counts its failed messages that nobody has dealt with': [
    sql`update conversations set failed_count = 1`,
  ],
  'a conversation counts its participants': [sql`delete from participants`],
  'a conversation goes on where its number is, and can only be read elsewhere': [
    sql`update services set number_id = null`,
    sql`update conversations set retired_at = now() where customer = '+14155550101'`,
  ],
  'an assignee takes part': [sql`update conversations set assignee_id = ${home.organization.outsider.id}`],
  'an assignee is a member of the Service': [
    sql`update conversations set assignee_id = ${home.organization.supervisor.id}`,
  ],
  'who takes part may text': [
    sql`update users set licence = 'essential'`,
    sql`update users set active = false`,
  ],
  'a conversation repeats its labels, which repeat its inbox and time': [
    sql`update conversations set label_ids = array[gen_random_uuid()]`,
    sql`update conversation_labels set inbox_id = gen_random_uuid()`,
    sql`update conversation_labels set last_message_at = now()`,
    sql`delete from conversation_labels`,
  ],
  'a conversation counts its scheduled messages': [sql`update conversations set scheduled_count = 1`],
  'a scheduled message has its timer, unless it was refused': [
    sql`insert into scheduled_messages (organization_id, id, conversation_id, author_id, text, due_at, cancel_on_reply)
      select organization_id, gen_random_uuid(), id, ${anna.id}, 'Later', now(), false from conversations`,
  ],
  'a file that goes out later waits with a scheduled message, and is in no other one': [
    sql`insert into files (organization_id, id, conversation_id, scheduled_id, name, content_type, state)
      select organization_id, gen_random_uuid(), id, gen_random_uuid(), 'a', 'image/png', 'ready' from conversations`,
    sql`with scheduled as (
        insert into scheduled_messages (organization_id, id, conversation_id, author_id, text, due_at, cancel_on_reply)
        select organization_id, gen_random_uuid(), id, ${anna.id}, '', now(), false from conversations limit 1 returning *)
      insert into files (organization_id, id, conversation_id, message_id, scheduled_id, name, content_type, state)
      select s.organization_id, gen_random_uuid(), s.conversation_id, m.id, s.id, 'a', 'image/png', 'ready'
      from scheduled s join messages m on m.organization_id = s.organization_id
        and m.conversation_id = s.conversation_id limit 1`,
  ],
  'a conversation is snoozed as long as it has a time to wake, and wakes then': [
    sql`update conversations set snoozed_until = now()`,
    sql`update conversations set state = 'snoozed', snoozed_until = now()`,
  ],
  'a mention stands in a note': [
    sql`insert into mentions select organization_id, author_id, conversation_id, seq from messages where direction = 'out'`,
  ],
  'a conversation with a sent message carries the tag SMS': [sql`update conversations set has_sms = false`],
  'a conversation has the opt-out row that sending locks': [sql`delete from opt_outs`],
  'nobody has read further than a conversation goes': [sql`update read_marks set last_read_seq = 99`],
  'a message repeats the inbox of its conversation': [sql`update messages set inbox_id = gen_random_uuid()`],
  'a message on its way out stands in the outbox, and only such a one': [
    sql`delete from outbox`,
    sql`update outbox set state = 'unknown'`,
    sql`update messages set status = 'delivered' where status = 'queued'`,
  ],
  'a message that the carrier has is known to it by one id': [
    sql`insert into provider_messages select organization_id, connection_id, 'twice', message_id from provider_messages limit 1`,
    sql`delete from provider_messages`,
  ],
  "a carrier's id belongs to a message": [sql`update provider_messages set message_id = gen_random_uuid()`],
  'a receipt that was applied belongs to a message': [
    sql`insert into receipts (organization_id, connection_id, provider_message_id, status, carrier_code, message_id)
        select organization_id, connection_id, 'r', 'sent', '', gen_random_uuid() from provider_messages limit 1`,
  ],
  'a message is repeated once, and only after somebody dealt with it': [
    sql`update messages set retry_of = (select id from messages where body like 'How can%') where body like 'Still%'`,
  ],
  'a number has a sender that paces it': [sql`delete from senders`],
  'news is numbered without gaps': [
    sql`delete from events where seq = 2`,
    sql`update event_counters set last_seq = last_seq + 1`,
  ],
};

describe('verify', () => {
  it('finds nothing where only verbs have written', async () => {
    expect(await verify()).toEqual([]);
    expect(await other.as('operator', verifyInvariants)).toEqual([]);
  });

  it.each(INVARIANT_CHECKS.map(({ name }) => name))('notices when it does not hold that %s', async (name) => {
    expect(DAMAGES[name]).toBeDefined();
    for (const damage of DAMAGES[name] ?? []) {
      const found = await verifyWith(damage);
      expect(found.map(({ invariant }) => invariant)).toContain(name);
    }
  });

  it('notices a preview that is not made of its message', async () => {
    const found = await verifyWith(sql`update conversations set preview_text = 'x' where customer = 'SHOP'`);
    expect(found).toEqual([
      { invariant: 'a preview is made of the message it shows', count: 1, examples: [expect.any(String)] },
    ]);
  });

  it('names ids and never what was written', async () => {
    const found = await verifyWith(sql`update conversations set last_seq = 99, preview_text = ''`);
    expect(JSON.stringify(found)).not.toMatch(/Hello|How can|\+1415/);
  });

  it('is for operators and admins', async () => {
    await expect(home.as(anna, verifyInvariants)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('an export of messages', () => {
  const exportAll = async () => {
    const all: ExportedMessage[] = [];
    for await (const message of exportMessages(home.box, home.organization.id, OPERATOR)) all.push(message);
    return all;
  };

  it('holds each message of the organization once, and nothing of another', async () => {
    const all = await exportAll();
    expect(all.map(({ body }) => body).sort()).toEqual(
      [
        'Hello   there\nfriend',
        'How can we help?',
        'STOP',
        'A name wrote this',
        'Still waiting in the queue',
      ].sort(),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.find(({ body }) => body.startsWith('How'))).toEqual({
      id: expect.any(String),
      conversationId: expect.any(String),
      direction: 'out',
      channel: 'sms',
      number: home.organization.e164,
      customer: '+14155550101',
      body: 'How can we help?',
      status: 'submitted',
      providerMessageId: expect.any(String),
      createdAt: home.now.toISOString(),
    });
  });

  it('goes on past the end of a page', async () => {
    const [conversation] = (
      await database.withOrganization(other.organization.id, (tx) =>
        tx.execute<{ id: string; inbox_id: string }>(sql`select id, inbox_id from conversations`),
      )
    ).rows;
    await database.withOrganization(other.organization.id, (tx) =>
      tx.execute(sql`
        insert into messages (organization_id, id, conversation_id, inbox_id, seq, direction, channel, body,
                              status, segments, encoding)
        select ${other.organization.id}, gen_random_uuid(), ${conversation?.id}, ${conversation?.inbox_id},
               1 + n, 'in', 'sms', 'bulk', 'received', 1, 'GSM-7' from generate_series(1, 2500) as n`),
    );
    const ids = new Set<string>();
    let count = 0;
    for await (const { id } of exportMessages(other.box, other.organization.id, OPERATOR)) {
      ids.add(id);
      count += 1;
    }
    expect([ids.size, count]).toEqual([2501, 2501]);
  });
});
