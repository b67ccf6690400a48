import { beforeAll, describe, expect, it } from 'vitest';
import { type House, house, houseIn } from '../testing/house';
import { createConversation } from './create-conversation';
import { getConversation } from './get-conversation';

let home: House;

beforeAll(async () => {
  home = await house();
});

const create = (
  to: string,
  { country = 'US', who = home.organization.anna, serviceId = home.organization.serviceId } = {},
) => home.as(who, (ctx) => createConversation(ctx, { serviceId, to, country }));

async function count(customer: string): Promise<number> {
  const { rows } = await home.database.withOrganization(home.organization.id, (tx) =>
    tx.execute(`select from conversations where customer = '${customer}'`),
  );
  return rows.length;
}

describe('createConversation', () => {
  it('opens one with all members of the Service, nothing sent and nothing unread', async () => {
    const { conversationId, joined } = await create('(415) 555-0101');
    expect(joined).toBe(false);
    const detail = await home.as(home.organization.anna, (ctx) => getConversation(ctx, { conversationId }));
    expect(detail).toMatchObject({
      customer: '+14155550101',
      kind: 'service',
      hasSms: false,
      lastSeq: 0,
      lastReadSeq: 0,
    });
    expect(detail.participantIds.toSorted()).toEqual(
      [home.organization.anna.id, home.organization.jonas.id].toSorted(),
    );
  });

  it('joins the one that is there, with the one who asks (item 52)', async () => {
    const first = await create('+14155550102');
    const again = await create('+1 415 555 0102', { who: home.organization.outsider });
    expect(again).toEqual({ conversationId: first.conversationId, joined: true });
    const detail = await home.as(home.organization.outsider, (ctx) => getConversation(ctx, first));
    expect(detail.participantIds).toContain(home.organization.outsider.id);
  });

  it('makes one of thirty that are asked for at once, while the customer writes too (R10)', async () => {
    for (let round = 0; round < 5; round += 1) {
      const customer = `+1415555020${round}`;
      const answers = await Promise.all([
        ...Array.from({ length: 30 }, () => create(customer).then(({ conversationId }) => conversationId)),
        home.receive(customer, 'Hello'),
        home.receive(customer, 'Hello?'),
      ]);
      expect(new Set(answers.filter((answer) => typeof answer === 'string')).size).toBe(1);
      expect(await count(customer)).toBe(1);
    }
  });

  it('cannot be given another Service, number or customer afterwards, in the database neither (item 50)', async () => {
    const { conversationId } = await create('+14155550103');
    for (const column of ['service_id', 'number_id', 'customer', 'kind']) {
      const value = column === 'customer' ? "'+1'" : column === 'kind' ? "'direct'" : 'gen_random_uuid()';
      const change = home.database.withOrganization(home.organization.id, (tx) =>
        tx.execute(`update conversations set ${column} = ${value} where id = '${conversationId}'`),
      );
      await expect(change, column).rejects.toThrow();
    }
  });

  it.each([
    ['call +1 415 555 0104 now', 'invalid_input'],
    ['12', 'invalid_input'],
    ['+1 800 555 0199', 'invalid_input'],
    ['+390669812345', 'invalid_input'],
    ['', 'invalid_input'],
  ])('refuses "%s" with a reason and stores nothing', async (to, code) => {
    const { rows: before } = await home.database.withOrganization(home.organization.id, (tx) =>
      tx.execute('select from conversations'),
    );
    await expect(create(to)).rejects.toMatchObject({ name: 'DomainError', code });
    const { rows: after } = await home.database.withOrganization(home.organization.id, (tx) =>
      tx.execute('select from conversations'),
    );
    expect(after.length).toBe(before.length);
  });

  it('takes a national number only with its country', async () => {
    await expect(create('07400 123401', { country: 'US' })).rejects.toMatchObject({ code: 'invalid_input' });
    await create('07400 123401', { country: 'GB' });
    expect(await count('+447400123401')).toBe(1);
  });

  it('does not know a Service of another organization', async () => {
    const other = await houseIn(home.database);
    await expect(create('+14155550105', { serviceId: other.organization.serviceId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('says what is missing: a licence, the number of the Service, a newer platform, a supported region', async () => {
    const basic = { ...home.organization.anna, licence: 'basic' as const };
    await expect(create('+14155550106', { who: basic })).rejects.toMatchObject({ reason: 'licence_too_low' });
    const old = await houseIn(home.database, { platformVersion: '6.03.20230630.3' });
    const foreign = await houseIn(home.database, { region: 'FR' });
    for (const [where, reason] of [
      [old, 'version_too_low'],
      [foreign, 'region_unsupported'],
    ] as const) {
      const attempt = where.as(where.organization.anna, (ctx) =>
        createConversation(ctx, {
          serviceId: where.organization.serviceId,
          to: '+14155550106',
          country: 'US',
        }),
      );
      await expect(attempt).rejects.toMatchObject({ code: 'blocked', reason });
    }
    const bare = await houseIn(home.database);
    await bare.database.withOrganization(bare.organization.id, (tx) =>
      tx.execute('update services set number_id = null'),
    );
    const attempt = bare.as(bare.organization.anna, (ctx) =>
      createConversation(ctx, { serviceId: bare.organization.serviceId, to: '+14155550106', country: 'US' }),
    );
    await expect(attempt).rejects.toMatchObject({ reason: 'service_without_number' });
  });
});
