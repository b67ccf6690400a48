import { beforeAll, describe, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import { searchCustomersInput } from '@/server/domain/search/inputs';
import { createConversation } from '../conversations/create-conversation';
import { type House, house, houseIn } from '../testing/house';
import { searchCustomers } from './search-customers';
import { searchMessages } from './search-messages';

let home: House;
beforeAll(async () => {
  home = await house();
  for (let i = 0; i < 12; i += 1) await home.receive('+14155550101', `The parcel number ${i} has come`);
  await home.receive('+14155550102', 'Deliveries were promised for WX-4410, O’Brien');
  await home.receive('+14155550103', 'Können Sie die Spülmaschine reparieren?');
});

const find = (
  q: string,
  more: { beforeId?: string; limit?: number; conversationId?: string } = {},
  who = home.organization.anna,
) => home.as(who, (ctx) => searchMessages(ctx, { q, limit: 30, ...more }));
const conversationOf = async (customer: string) => {
  const [row] = await home.rows<{ id: string }>(
    `select id from conversations where customer = '${customer}'`,
  );
  return row?.id ?? '';
};
const texts = (found: { items: { excerpt: { text: string }[] }[] }) =>
  found.items.map(({ excerpt }) => excerpt.map(({ text }) => text).join(''));
const customers = async (q: string, who: TestUser = home.organization.anna, limit?: number) => {
  const input = searchCustomersInput.parse({ q, limit });
  return (await home.as(who, (ctx) => searchCustomers(ctx, input))).map(({ customer }) => customer);
};

describe('searchMessages', () => {
  it('finds words by their beginning, in any case, all of them together, the newest first', async () => {
    expect(texts(await find('PARC num'))[0]).toBe('The parcel number 11 has come');
    expect(texts(await find('parcel 7'))).toEqual(['The parcel number 7 has come']);
    expect(texts(await find('spül'))).toEqual(['Können Sie die Spülmaschine reparieren?']);
    expect(texts(await find('wx-4410'))).toHaveLength(1);
    expect(texts(await find('parcel spül'))).toEqual([]);
  });

  it('says where the hit is, in the message and in its thread', async () => {
    const [found] = (await find('promised')).items;
    expect(found).toMatchObject({ seq: 1, customer: '+14155550102', direction: 'in' });
    expect(found?.excerpt).toContainEqual({ text: 'promised', hit: true });
  });

  it('finds words by their stem in the language of the organization', async () => {
    expect(texts(await find('delivery'))).toEqual([]);
    await home.rows(`update organizations set search_language = 'english'`);
    await home.receive('+14155550102', 'More deliveries tomorrow');
    const { items } = await find('delivery tom');
    expect(items).toMatchObject([
      {
        words: ['delivery', 'tom', 'deliveries'],
        excerpt: [
          { text: 'More ', hit: false },
          { text: 'deliveries', hit: true },
          { text: ' ', hit: false },
          { text: 'tom', hit: true },
          { text: 'orrow', hit: false },
        ],
      },
    ]);
    expect(texts(await find('deliver'))).toHaveLength(2);
    await home.receive('+14155550102', 'Inventories \u0002of all\u0003 things');
    expect((await find('inventory')).items).toMatchObject([{ words: ['inventory', 'inventories'] }]);
  });

  it('gives every hit once, page by page', async () => {
    const seen: string[] = [];
    let beforeId: string | null = null;
    do {
      const page = await find('parcel', { limit: 5, ...(beforeId ? { beforeId } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      beforeId = page.nextBeforeId;
    } while (beforeId);
    expect(new Set(seen).size).toBe(12);
    expect(seen).toHaveLength(12);
  });

  it('shows an agent nothing of inboxes they may not see, but where they are a guest', async () => {
    const { outsider, serviceId } = home.organization;
    expect(texts(await find('parcel', {}, outsider))).toEqual([]);
    const { conversationId } = await home.as(outsider, (ctx) =>
      createConversation(ctx, { serviceId, to: '+14155550103', country: 'US' }),
    );
    expect(texts(await find('spül', {}, outsider))).toHaveLength(1);
    expect(texts(await find('parcel', {}, outsider))).toEqual([]);
    expect(texts(await find('spül', { conversationId }, outsider))).toHaveLength(1);
  });

  it('goes by the order of the thread within a conversation, whatever the ids of its messages say', async () => {
    await home.receive('+14155550204', 'Ladder one');
    const conversationId = await conversationOf('+14155550204');
    await home.receive('+14155550204', 'Ladder two');
    await home.rows(`update messages set id = 'ffffffff-0000-7000-8000-000000000000'
      where conversation_id = '${conversationId}' and seq = 1`);
    const newest = await find('ladder', { conversationId, limit: 1 });
    expect(texts(newest)).toEqual(['Ladder two']);
    const beforeId = newest.nextBeforeId ?? '';
    expect(texts(await find('ladder', { conversationId, beforeId }))).toEqual(['Ladder one']);
  });

  it('finds what lies deeper than the newest are looked at one by one, only where the reader may see it', async () => {
    const { id, outsider } = home.organization;
    await home.receive('+14155550205', 'Pelican under the stairs');
    const conversationId = await conversationOf('+14155550205');
    await home.rows(`
      insert into messages (organization_id, id, conversation_id, inbox_id, seq, direction, channel, body, status,
        segments, encoding)
      select organization_id, uuidv7(), id, service_id, 10 + n, 'in', 'sms', 'Nothing else', 'received', 1, 'GSM-7'
      from conversations, generate_series(1, 8200) as n where id = '${conversationId}'`);
    const visible = ['Pelican under the stairs'];
    expect(texts(await find('pelican'))).toEqual(visible);
    expect(texts(await find('pelican', {}, outsider))).toEqual([]);
    // An agent of many Services is answered another way.
    await home.rows(`with more as (insert into services (organization_id, id, name, color)
        select ${id}, gen_random_uuid(), 'Team ' || n, 'blue' from generate_series(1, 5) as n returning id)
      insert into service_members (organization_id, service_id, user_id)
      select ${id}, more.id, unnest(array['${home.organization.anna.id}', '${outsider.id}']::uuid[]) from more`);
    expect(texts(await find('pelican'))).toEqual(visible);
    expect(texts(await find('pelican', {}, outsider))).toEqual([]);
  });

  it('answers nothing to nothing, and to what would break a query', async () => {
    for (const q of ['', '  ', '???', "';--"]) expect(texts(await find(q))).toEqual([]);
    for (const q of ["o'b & !x", 'a:*b', '<->', '\\', "parcel' | 'x"])
      await expect(find(q)).resolves.toBeDefined();
  });
});

describe('searchCustomers', () => {
  it('finds numbers by digits from their middle, however they are written', async () => {
    expect(await customers('555-0102')).toEqual(['+14155550102']);
    expect(await customers('+1 (415) 555 01')).toHaveLength(3);
    expect(await customers('99999')).toEqual([]);
    // The latest are the first.
    expect(await customers('555 01', home.organization.anna, 2)).toEqual(['+14155550103', '+14155550102']);
  });

  it('finds names by any part of them', async () => {
    await home.rows(`with c as (insert into contacts (organization_id, id, name)
        values (${home.organization.id}, gen_random_uuid(), 'Giulia 100% Conti_') returning *)
      insert into contact_numbers (organization_id, customer, contact_id)
        select organization_id, '+14155550101', id from c`);
    for (const q of ['giulia', 'CONT', '100%', 'i_']) expect(await customers(q)).toEqual(['+14155550101']);
    for (const q of ['gi%a', '1000']) expect(await customers(q)).toEqual([]);
  });

  it('finds digits in names, too', async () => {
    await home.rows(`update contacts set name = 'Shop 2400' where name like 'Giulia%'`);
    expect(await customers('2400')).toEqual(['+14155550101']);
  });

  it('shows an agent no customer of inboxes they may not see', async () => {
    const { outsider } = home.organization;
    expect(await customers('0101', outsider)).toEqual([]);
    expect(await customers('0103', outsider)).toEqual(['+14155550103']);
  });
});

it('past the barrier of row level security too, nothing of another organization is found', async () => {
  const other = await houseIn(home.database);
  await other.receive('+14155559901', 'Xylophone of the others');
  expect((await find('xylophone')).items).toEqual([]);
  expect(await customers('555-9901')).toEqual([]);
  const past = await home.rows(`select id from search_words(to_tsquery('simple', 'xylophone'), null)`);
  expect(past).toEqual([]);
  const own = await other.as(other.organization.anna, (ctx) =>
    searchMessages(ctx, { q: 'xylophone', limit: 5 }),
  );
  expect(own.items).toHaveLength(1);
});
