import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SaveContactInput } from '@/server/domain/contacts/inputs';
import { saveContactInput } from '@/server/domain/contacts/inputs';
import { blockCustomer } from '../conversations/block-customer';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { type House, house } from '../testing/house';
import { openThread } from '../testing/thread';
import { deleteContact } from './delete-contact';
import { exportContacts } from './export-contacts';
import { contactOf, listContacts } from './find-contacts';
import { importContacts } from './import-contacts';
import { mergeContacts } from './merge-contacts';
import { saveContact } from './save-contact';

let home: House;
let people: House['organization'];
beforeAll(async () => {
  home = await house();
  people = home.organization;
});

const save = (change: Partial<SaveContactInput>) => {
  const input = { id: uuidv7(), version: 0, name: 'Giulia Conti', numbers: [], country: 'US', ...change };
  return home.as(people.anna, (ctx) => saveContact(ctx, saveContactInput.parse(input)));
};
const of = (customer: string) => home.as(people.anna, (ctx) => contactOf(ctx, { customer }));
const bring = (text: string | Buffer, commit: boolean) =>
  home.as(people.supervisor, (ctx) =>
    importContacts(ctx, { data: Buffer.from(text).toString('base64'), country: 'US', commit }),
  );

describe('a contact', () => {
  it('gives the customer a name everywhere; until then the number stands for them (item 77)', async () => {
    const thread = await openThread(home, '+14155550301');
    const readers = [people.anna, people.jonas, people.supervisor];
    expect(await thread.detail()).toMatchObject({ customerName: null });
    const made = await expectEventsToTellAll(home, readers, () =>
      save({ name: 'Ada', numbers: [{ customer: '(415) 555-0301' }] }),
    );
    expect(made).toMatchObject({ version: 1, numbers: [{ customer: '+14155550301' }] });
    expect(await thread.detail()).toMatchObject({ customerName: 'Ada' });
    await expectEventsToTellAll(home, readers, () =>
      save({ id: made.id, version: 1, name: 'Ada Byron', numbers: made.numbers }),
    );
    expect(await thread.detail()).toMatchObject({ customerName: 'Ada Byron' });
    await expectEventsToTellAll(home, readers, () =>
      home.as(people.supervisor, (ctx) => deleteContact(ctx, { id: made.id })),
    );
    expect(await thread.detail()).toMatchObject({ customerName: null });
  });

  it('is not written over by who has not seen the last change', async () => {
    const made = await save({ name: 'First' });
    await save({ id: made.id, version: 1, name: 'Second' });
    await expect(save({ id: made.id, version: 1, name: 'Third' })).rejects.toMatchObject({
      reason: 'contact_changed',
    });
    await expect(save({ id: made.id, version: 0, name: 'Third' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('keeps its numbers to itself, and takes nothing that is none', async () => {
    await save({ name: 'Owner', numbers: [{ customer: '+14155550302' }] });
    const taking = save({ name: 'Thief', numbers: [{ customer: '+14155550302' }] });
    await expect(taking).rejects.toMatchObject({ reason: 'number_of_other' });
    await expect(taking).rejects.toThrow('Owner');
    for (const customer of ['12', '+1 415', 'call 415 555 0199 now!', '']) {
      await expect(save({ name: 'Nobody', numbers: [{ customer }] }), customer).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
    const { items } = await home.as(people.anna, (ctx) => listContacts(ctx, { q: 'thief', limit: 9 }));
    expect(items).toEqual([]);
  });

  it('may be a sender that is no telephone', async () => {
    const made = await save({ name: 'Our bank', numbers: [{ customer: 'BANK' }, { customer: '40404' }] });
    expect(made.numbers.map(({ customer }) => customer)).toEqual(['40404', 'BANK']);
  });

  it('of two that are one person, one is made', async () => {
    const keep = await save({ name: 'Lars', notes: 'Gate 4', numbers: [{ customer: '+14155550303' }] });
    const other = await save({ name: 'L. Holm', notes: 'After 9', numbers: [{ customer: '+14155550304' }] });
    const merged = await home.as(people.anna, (ctx) =>
      mergeContacts(ctx, { keepId: keep.id, otherId: other.id }),
    );
    expect(merged).toMatchObject({ name: 'Lars', notes: 'Gate 4\nAfter 9' });
    expect(merged.numbers.map(({ customer }) => customer)).toEqual(['+14155550303', '+14155550304']);
    expect(await of('+14155550304')).toEqual(merged);
    await expect(
      home.as(people.anna, (ctx) => mergeContacts(ctx, { keepId: keep.id, otherId: other.id })),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are not merged into more than one contact can hold, and stay as they are', async () => {
    const numbers = (from: number) =>
      Array.from({ length: 11 }, (_, index) => ({ customer: `+1415557${from + index}` }));
    const keep = await save({ name: 'Many', numbers: numbers(2100) });
    const other = await save({ name: 'More', numbers: numbers(2200) });
    await expect(
      home.as(people.anna, (ctx) => mergeContacts(ctx, { keepId: keep.id, otherId: other.id })),
    ).rejects.toMatchObject({ code: 'invalid_input', reason: 'too_many_numbers' });
    expect(await of('+14155572200')).toEqual(other);
  });
});

it('are listed by name, page by page, and found by name or digits', async () => {
  for (const name of ['Zed A', 'Zed B', 'Zed C']) await save({ name });
  const list = (input: { q: string; after?: { name: string; id: string }; limit: number }) =>
    home.as(people.anna, (ctx) => listContacts(ctx, input));
  const first = await list({ q: 'zed', limit: 2 });
  expect(first).toMatchObject({ items: [{ name: 'Zed A' }, { name: 'Zed B' }], more: true });
  const last = first.items.at(-1);
  const next = await list({
    q: 'zed',
    limit: 2,
    ...(last ? { after: { name: last.name, id: last.id } } : {}),
  });
  expect(next).toMatchObject({ items: [{ name: 'Zed C' }], more: false });
  expect((await list({ q: '555-0303', limit: 5 })).items).toMatchObject([{ name: 'Lars' }]);
  expect((await list({ q: '%', limit: 5 })).items).toEqual([]);
  await save({ name: 'Zed 5550303' });
  expect((await list({ q: '5550303', limit: 5 })).items).toMatchObject([
    { name: 'Lars' },
    { name: 'Zed 5550303' },
  ]);
});

describe('an import', () => {
  const FILE =
    'Name,Number,Tags\nImported One,+1 415 555 0311,VIP\nImported Two,"4,15E+10",\nLars again,+14155550303,';

  it('says first what it would do and changes nothing', async () => {
    const dry = await bring(FILE, false);
    expect(dry).toMatchObject({ added: 1, known: 1, faultCount: 1, sample: [{ name: 'Imported One' }] });
    expect(dry.faults).toMatchObject([{ line: 3, code: 'damaged_number' }]);
    expect(await of('+14155550311')).toBeNull();
  });

  it('adds what is new, once, with its labels, and leaves what is known alone', async () => {
    expect(await bring(FILE, true)).toMatchObject({ added: 1, known: 1 });
    expect(await bring(FILE, true)).toMatchObject({ added: 0, known: 2 });
    const made = await of('+14155550311');
    const [label] = await home.rows<{ id: string }>(`select id from labels where name = 'VIP'`);
    expect(made).toMatchObject({ name: 'Imported One', labelIds: [label?.id] });
    expect(await of('+14155550303')).toMatchObject({ name: 'Lars' });
  });

  it('refuses what it cannot read with a sentence, and changes nothing', async () => {
    for (const [file, reason] of [
      [Buffer.from('Name,Number\nZo\xeb,+14155550399', 'latin1'), 'wrong_encoding'],
      ['', 'no_rows'],
      ['Name,Street\nA,B', 'no_number_column'],
    ] as const) {
      await expect(bring(file, true)).rejects.toMatchObject({ code: 'invalid_input', reason });
    }
    await expect(bring('x'.repeat(5_000_001), true)).rejects.toMatchObject({ code: 'too_large' });
    await expect(
      home.as(people.anna, (ctx) => importContacts(ctx, { data: '', country: 'US', commit: true })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('takes more labels than one statement has room for, and cuts long names', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `Label ${index}`);
    const long = 'L'.repeat(31);
    const rows = [...names, long, `${long}!`].map((name, index) => `P,+1415556${1000 + index},${name}`);
    expect(await bring(['Name,Number,Tags', ...rows].join('\n'), true)).toMatchObject({ added: 1202 });
    const made = await home.rows<{ name: string }>(`select name from labels where name ~ '^(Label |LLL)'`);
    expect(made).toHaveLength(1201);
    expect((await of('+14155562200'))?.labelIds).toEqual((await of('+14155562201'))?.labelIds);
  });

  it('takes back what an export gave', async () => {
    const { csv } = await home.as(people.admin, exportContacts);
    expect(csv).toContain(`"'+14155550311"`);
    const again = await bring(csv, false);
    expect(again).toMatchObject({ added: 0 });
    expect(again.faults.every(({ code }) => code === 'no_number' || code === 'bad_number')).toBe(true);
  });
});

describe("a contact's numbers", () => {
  it('tell which of them want no texts, and which are blocked', async () => {
    const stopped = await openThread(home, '+14155550331');
    const blocked = await openThread(home, '+14155550332');
    await save({
      name: 'Kim',
      numbers: ['+14155550331', '+14155550332', '+14155550333'].map((customer) => ({ customer })),
    });
    await home.receive(stopped.customer, 'STOP');
    const { conversationId } = blocked;
    await home.as(people.anna, (ctx) => blockCustomer(ctx, { conversationId, blocked: true }));
    expect(await of('+14155550333')).toMatchObject({
      optedOut: ['+14155550331'],
      blocked: ['+14155550332'],
    });
  });
});
