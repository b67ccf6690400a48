import { type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import {
  type HandsetBehaviour,
  type HandsetView,
  ORDINARY_BEHAVIOUR,
} from '@/server/domain/simulator/handset';
import { writeFromHandsetInput } from '@/server/domain/simulator/inputs';
import { openFileForCarrier } from '../media/open-file';
import { removeUnsentFile } from '../media/unsent-files';
import { recordUpload } from '../media/uploads';
import { houseIn } from '../testing/house';
import { acceptSimulatedMessage } from './accept-simulated-message';
import { createHandset } from './create-handset';
import { listHandsetMessages } from './list-handset-messages';
import { listHandsets } from './list-handsets';
import { setHandsetBehaviour } from './set-handset-behaviour';
import { settleHandsetFile } from './settle-handset-file';
import { writeFromHandset } from './write-from-handset';

const database = await testDatabase();
const home = await houseIn(database);
const other = await houseIn(database);
const { anna, jonas, e164, connectionId, webhookToken } = home.organization;

let handset: HandsetView;
const look = async <Row extends Record<string, unknown>>(query: SQL) =>
  (await database.withOrganization(home.organization.id, (tx) => tx.execute<Row>(query))).rows;
const owed = () =>
  look<{ kind: string; path: string; body: { media?: unknown } }>(
    sql`select kind, path, body from simulator_webhooks order by due_at, id`,
  );
const screen = async () =>
  (await home.as(anna, (ctx) => listHandsetMessages(ctx, { handsetId: handset.id }))).messages;
const behave = (behaviour: Partial<HandsetBehaviour>) =>
  home.as(anna, (ctx) =>
    setHandsetBehaviour(ctx, { handsetId: handset.id, behaviour: { ...ORDINARY_BEHAVIOUR, ...behaviour } }),
  );
const facts = { bytes: 10, sha256: 'ab', width: null, height: null, text: null };
async function upload(name: string, contentType: string, handsetId = handset.id): Promise<string> {
  const id = uuidv7();
  await home.as(anna, (ctx) => recordUpload(ctx, { id, handsetId, name }, { ...facts, name, contentType }));
  return id;
}
const write = (fileIds: string[], { id = uuidv7(), text = '', who = anna } = {}) =>
  home.as(who, (ctx) => writeFromHandset(ctx, { id, handsetId: handset.id, to: e164, text, fileIds }));
const fileAt = (n: number) => `https://sms.example.com/api/media/c/1.${n}.x.2.mac`;
const receive = (urls: string[]) => {
  const messageId = uuidv7();
  const media = urls.map((url, i) => ({ url, name: `${i}.pdf`, contentType: 'application/pdf' }));
  const statusUrl = `https://sms.example.com/api/webhooks/${webhookToken}/status?m=${messageId}`;
  return home.as('carrier', (ctx) =>
    acceptSimulatedMessage(ctx, connectionId, {
      messageId,
      from: e164,
      to: handset.number,
      text: '',
      media,
      statusUrl,
    }),
  );
};

beforeEach(async () => {
  await look(sql`delete from simulator_webhooks`);
  handset = await home.as(anna, (ctx) => createHandset(ctx, { name: 'Kim' }));
});

describe('files written on a handset', () => {
  it('show on its screen and are owed to our webhook in their order, with the types they claim', async () => {
    const fileIds = [await upload('b.svg', 'image/svg+xml'), await upload('a.jpg', 'image/jpeg')];
    const written = await write(fileIds);
    expect(written.files.map(({ id }) => id)).toEqual(fileIds);
    expect(await screen()).toEqual([written]);
    const { handsets } = await home.as(anna, listHandsets);
    expect(handsets[0]?.lastMessage).toEqual(written);
    expect((await owed()).map(({ body }) => body.media)).toEqual([
      [
        { fileId: fileIds[0], name: 'b.svg', contentType: 'image/svg+xml' },
        { fileId: fileIds[1], name: 'a.jpg', contentType: 'image/jpeg' },
      ],
    ]);
  });

  it('go once for the same id, and never with other files', async () => {
    const id = uuidv7();
    const fileIds = [await upload('a.jpg', 'image/jpeg')];
    const first = await write(fileIds, { id });
    expect(await write(fileIds, { id })).toEqual(first);
    await expect(write([], { id, text: 'x' })).rejects.toMatchObject({ reason: 'id_in_use' });
    await expect(write([await upload('b', 'a/b')], { id })).rejects.toMatchObject({ reason: 'id_in_use' });
    expect(await owed()).toHaveLength(1);
  });

  it('are this handset’s own, and go with one message: else nothing is written', async () => {
    const second = await home.as(anna, (ctx) => createHandset(ctx, { name: 'Lee' }));
    const sent = await upload('a.jpg', 'image/jpeg');
    await write([sent]);
    const before = await screen();
    for (const strange of [sent, await upload('b.jpg', 'image/jpeg', second.id), uuidv7()]) {
      const own = await upload('own.jpg', 'image/jpeg');
      await expect(write([own, strange])).rejects.toMatchObject({ reason: 'file_not_found' });
    }
    expect(await screen()).toEqual(before);
    expect(await owed()).toHaveLength(1);
  });

  it('may go without a text, but not more than ten, none twice, and never nothing at all', () => {
    const base = { id: uuidv7(), handsetId: handset.id, to: e164, text: '' };
    const ids = (n: number) => Array.from({ length: n }, () => uuidv7());
    const [one = ''] = ids(1);
    const takes = (input: object) => writeFromHandsetInput.safeParse({ ...base, ...input }).success;
    expect(takes({ fileIds: ids(10) })).toBe(true);
    expect(takes({ text: 'x' })).toBe(true);
    for (const wrong of [{}, { fileIds: [] }, { fileIds: ids(11) }, { fileIds: [one, one] }])
      expect(takes(wrong), JSON.stringify(wrong)).toBe(false);
  });

  it('can be taken away before they are sent by who put them there', async () => {
    const fileId = await upload('a.jpg', 'image/jpeg');
    await home.as(jonas, (ctx) => removeUnsentFile(ctx, { fileId }));
    expect(await look(sql`select from files where id = ${fileId}`)).toHaveLength(1);
    await home.as(anna, (ctx) => removeUnsentFile(ctx, { fileId }));
    expect(await look(sql`select from files where id = ${fileId}`)).toHaveLength(0);
    await expect(write([fileId])).rejects.toMatchObject({ reason: 'file_not_found' });
  });

  it('are lost to who fetches them, as long as the switch says so', async () => {
    const fileId = await upload('a.jpg', 'image/jpeg');
    await write([fileId]);
    const fetching = () => home.as('carrier', (ctx) => openFileForCarrier(ctx, { fileId }));
    await behave({ losesFiles: true });
    await expect(fetching()).rejects.toMatchObject({ code: 'not_found' });
    await behave({});
    expect(await fetching()).toMatchObject({ id: fileId, contentType: 'image/jpeg', bytes: 10 });
  });

  it('are called something else by a carrier that lies', async () => {
    await behave({ liesAboutTypes: true });
    await write([await upload('a.jpg', 'image/jpeg'), await upload('b.pdf', 'application/pdf')]);
    expect((await owed())[0]?.body.media).toMatchObject([
      { contentType: 'application/pdf' },
      { contentType: 'image/jpeg' },
    ]);
  });
});

describe('files sent to a handset', () => {
  it('have their places on its screen at once, and are to be fetched from our own server alone', async () => {
    await receive([fileAt(1), fileAt(2)]);
    const [message] = await screen();
    expect(message?.files).toMatchObject([
      { name: '0.pdf', state: 'fetching', bytes: null },
      { name: '1.pdf', state: 'fetching', bytes: null },
    ]);
    const errands = (await owed()).filter(({ kind }) => kind === 'fetch');
    expect(errands.map(({ path }) => path).sort()).toEqual([
      '/api/media/c/1.1.x.2.mac',
      '/api/media/c/1.2.x.2.mac',
    ]);
  });

  it('are not for the hand that fetches what customers sent', async () => {
    await receive([fileAt(1)]);
    expect(
      await look(sql`select from files where handset_id = ${handset.id} and fetch_at is not null`),
    ).toEqual([]);
  });

  it('are there once fetched: every open page is told, and nothing changes them afterwards', async () => {
    await receive([fileAt(1)]);
    const [file] = (await screen())[0]?.files ?? [];
    const got = {
      name: 'x.pdf',
      contentType: 'application/pdf',
      bytes: 3,
      sha256: 'cd',
      width: null,
      height: null,
    };
    const before = (await home.events()).length;
    await home.as('job', (ctx) => settleHandsetFile(ctx, file?.id ?? '', got));
    await home.as('job', (ctx) => settleHandsetFile(ctx, file?.id ?? '', { fault: 'not_found' }));
    expect((await screen())[0]?.files).toMatchObject([
      { id: file?.id, state: 'ready', bytes: 3, fault: null },
    ]);
    expect((await home.events()).slice(before)).toEqual([
      { kind: 'simulator.changed', handsetId: handset.id },
    ]);
  });

  it.each([
    'https://elsewhere.example/api/files/1',
    'https://sms.example.com/api/media/../trpc',
    'https://sms.example.com/api/media/c/',
  ])('are refused with their message when %s is their address', async (url) => {
    expect(await receive([fileAt(1), url])).toEqual({ accepted: false, fault: 'sender_not_capable' });
    expect(await screen()).toEqual([]);
    expect(await owed()).toEqual([]);
  });

  it('do not come to a handset that fails', async () => {
    await behave({ fails: true });
    await receive([fileAt(1)]);
    expect((await owed()).filter(({ kind }) => kind === 'fetch')).toEqual([]);
  });
});

describe('a handset made before a switch was thought of', () => {
  it('has it off, and its switches can be turned', async () => {
    await look(
      sql`update simulator_handsets set behaviour = behaviour - 'losesFiles' where id = ${handset.id}`,
    );
    const { handsets } = await home.as(anna, listHandsets);
    expect(handsets.find(({ id }) => id === handset.id)?.behaviour).toEqual(ORDINARY_BEHAVIOUR);
    await write([], { text: 'still works' });
    expect(await behave({ slow: true })).toMatchObject({ behaviour: { slow: true, losesFiles: false } });
  });
});

it('files on handsets belong to one organization', async () => {
  const fileId = await upload('a.jpg', 'image/jpeg');
  await expect(other.as('carrier', (ctx) => openFileForCarrier(ctx, { fileId }))).rejects.toMatchObject({
    code: 'not_found',
  });
});
