import { beforeAll, describe, expect, it } from 'vitest';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { blockCustomer } from './block-customer';
import { createConversation } from './create-conversation';
import { getConversation } from './get-conversation';

let home: House;
let thread: Thread;
/** The same customer with a second Service of ours. */
let elsewhere: string;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
  const { id, connectionId, supervisor } = home.organization;
  await home.rows(`
    insert into numbers (organization_id, id, connection_id, e164, country, kind)
    values (${id}, gen_random_uuid(), '${connectionId}', '+14155550001', 'US', 'local')`);
  const [sales] = await home.rows<{ id: string }>(`
    insert into services (organization_id, id, name, color, number_id)
    select ${id}, gen_random_uuid(), 'Sales', 'green', n.id from numbers n where e164 = '+14155550001'
    returning id`);
  const opened = await home.as(supervisor, (ctx) =>
    createConversation(ctx, { serviceId: sales?.id ?? '', to: thread.customer, country: 'US' }),
  );
  elsewhere = opened.conversationId;
});

const block = (blocked: boolean, conversationId = thread.conversationId, who = home.organization.anna) =>
  home.as(who, (ctx) => blockCustomer(ctx, { conversationId, blocked }));
const blockedElsewhere = async () =>
  (await home.as(home.organization.supervisor, (ctx) => getConversation(ctx, { conversationId: elsewhere })))
    .blocked;

describe('blockCustomer', () => {
  it('blocks for the whole organization, shows it in each conversation, and can be undone', async () => {
    const before = (await home.events()).length;
    expect(await block(true)).toMatchObject({ blocked: true, optedOut: false });
    expect(await blockedElsewhere()).toBe(true);
    expect((await home.events()).slice(before)).toMatchObject([
      { kind: 'conversation.changed', conversation: { id: elsewhere, blocked: true } },
      { kind: 'message.stored', conversation: { id: thread.conversationId, blocked: true } },
    ]);
    expect(await block(false)).toMatchObject({ blocked: false });
    expect(await blockedElsewhere()).toBe(false);
    const lines = (await thread.messages()).flatMap(({ system }) => (system ? [system.kind] : []));
    expect(lines).toEqual(['blocked', 'unblocked']);
  });

  it('says nothing when nothing changes', async () => {
    const before = (await home.events()).length;
    await block(false);
    await block(true);
    await block(true);
    expect((await home.events()).length).toBe(before + 2);
    await block(false);
  });

  it('ends the same when agents of two Services do it at once', async () => {
    const { supervisor } = home.organization;
    await Promise.all([block(true), block(true, elsewhere, supervisor)]);
    expect([(await thread.detail()).blocked, await blockedElsewhere()]).toEqual([true, true]);
    await Promise.all([block(false), block(false, elsewhere, supervisor)]);
    expect([(await thread.detail()).blocked, await blockedElsewhere()]).toEqual([false, false]);
  });

  it('is for those who may see the conversation', async () => {
    await expect(block(true, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    await expect(block(true, thread.conversationId, home.organization.outsider)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await thread.detail()).toMatchObject({ blocked: false });
  });
});
