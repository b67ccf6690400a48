import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { uploadInput } from '@/server/domain/media/inputs';
import { NoSuchMedia, storageKey, thumbnailKey } from '@/server/media/storage';
import { testMedia } from '@/server/media/testing/media-tools';
import { openFile } from '@/server/usecases/media/open-file';
import { setFileRetention } from '@/server/usecases/media/set-file-retention';
import { retryFetch } from '@/server/usecases/media/settle-fetch';
import { recordUpload } from '@/server/usecases/media/uploads';
import { sendMessage } from '@/server/usecases/messages/send-message';
import { expectEventsToTellAll } from '@/server/usecases/testing/expect-events-to-tell-all';
import { house } from '@/server/usecases/testing/house';
import { openThread } from '@/server/usecases/testing/thread';
import { sweepFiles } from './sweep-files';

const home = await house();
const { organization } = home;
const media = await testMedia();
const thread = await openThread(home);
const HOUR = 3_600_000;

afterAll(() => media.close());
beforeEach(async () => {
  home.now = new Date();
  await home.rows('delete from files');
  // What an earlier test left is old and unknown now.
  await sweep(48);
});

/** Sweeps as if it were so many hours later. @returns how many stored things went */
function sweep(hoursLater = 0): Promise<number> {
  home.now = new Date(Date.now() + hoursLater * HOUR);
  return sweepFiles(home.box, media);
}

/** Bytes of a picture and its small copy, as they lie before their row is written. */
async function bytes(organizationId = organization.id, id = uuidv7()): Promise<string> {
  await mkdir(path.join(media.root, String(organizationId)), { recursive: true });
  for (const key of [storageKey(organizationId, id), thumbnailKey(organizationId, id)]) {
    await writeFile(path.join(media.root, key), 'x');
  }
  return id;
}

async function upload(): Promise<string> {
  const id = await bytes();
  const facts = { name: 'a.png', contentType: 'image/png', bytes: 1, sha256: 'ab', text: null };
  const input = uploadInput.parse({ id, conversationId: thread.conversationId, name: 'a.png' });
  home.now = new Date();
  await home.as(organization.anna, (ctx) => recordUpload(ctx, input, { ...facts, width: 1, height: 1 }));
  return id;
}

/** Of one organization, what is stored. */
async function stored(organizationId = organization.id): Promise<string[]> {
  return (await readdir(path.join(media.root, String(organizationId)))).toSorted();
}

it('takes an upload that was not sent for a day: its row, its bytes and its small copy', async () => {
  const id = await upload();
  expect(await sweep(23)).toBe(0);
  expect(await stored()).toEqual([id, `${id}.thumb`]);
  expect(await sweep(25)).toBe(2);
  expect(await stored()).toEqual([]);
  expect(await home.rows('select from files')).toEqual([]);
});

it('never takes the bytes of a file that was sent or came, however old', async () => {
  const sent = await upload();
  await home.rows(`update files set message_id = '${await thread.send()}' where id = '${sent}'`);
  const broken = await upload();
  await home.rows(
    `update files set state = 'unavailable', message_id = '${await thread.send()}' where id = '${broken}'`,
  );
  expect(await sweep(24 * 365 * 10)).toBe(0);
  expect(await stored()).toEqual([sent, `${sent}.thumb`, broken, `${broken}.thumb`].toSorted());
});

it('leaves bytes whose row is still to be written, and takes them when none came within a day', async () => {
  const underWay = await bytes();
  expect(await sweep()).toBe(0);
  expect(await stored()).toEqual([underWay, `${underWay}.thumb`]);
  expect(await sweep(25)).toBe(2);
});

it('looks at more names than it asks for at once', async () => {
  const kept = await upload();
  await home.rows(`update files set message_id = '${await thread.send()}'`);
  for (let n = 0; n < 300; n += 1) await bytes();
  expect(await sweep(25)).toBe(600);
  expect(await stored()).toEqual([kept, `${kept}.thumb`]);
});

it('leaves what belongs to an organization that this database does not know, or is none of ours', async () => {
  const strange = 2_000_000_000;
  const id = await bytes(strange);
  await writeFile(path.join(media.root, String(organization.id), 'README'), 'not ours');
  expect(await sweep(48)).toBe(0);
  expect(await stored(strange)).toEqual([id, `${id}.thumb`]);
  expect(await stored()).toEqual(['README']);
  await rm(path.join(media.root, String(organization.id), 'README'));
});

it('takes what a crash left in the spool, not what is being written', async () => {
  const spool = path.join(media.root, '.spool');
  await mkdir(spool, { recursive: true });
  await writeFile(path.join(spool, 'left'), '');
  await writeFile(path.join(spool, 'under-way'), '');
  const longAgo = new Date(Date.now() - 2 * HOUR);
  await utimes(path.join(spool, 'left'), longAgo, longAgo);
  await sweep();
  expect(await media.left()).toEqual(['under-way']);
});

describe('an organization that keeps files for 30 days', () => {
  const keepFor = (days: number | null) => home.as('operator', (ctx) => setFileRetention(ctx, { days }));
  async function sent(): Promise<string> {
    const fileId = await upload();
    await home.as(organization.anna, (ctx) =>
      sendMessage(ctx, {
        id: uuidv7(),
        conversationId: thread.conversationId,
        text: '',
        files: [{ id: fileId, alt: '' }],
      }),
    );
    return fileId;
  }
  const shown = async () => (await thread.messages()).flatMap(({ files }) => files);

  it('has none that is older, neither bytes nor small copy; the thread says so, and screens hear of it', async () => {
    await keepFor(30);
    const fileId = await sent();
    await sweep(24 * 30 - 1);
    expect((await shown()).at(-1)).toMatchObject({ id: fileId, state: 'ready', fault: null });
    const { anna, jonas, supervisor } = organization;
    await expectEventsToTellAll(home, [anna, jonas, supervisor], () => sweep(24 * 30 + 1));
    expect((await shown()).at(-1)).toMatchObject({ id: fileId, state: 'unavailable', fault: 'expired' });
    await expect(media.storage.open(storageKey(organization.id, fileId))).rejects.toThrow(NoSuchMedia);
    expect(await stored()).toEqual([]);
    await expect(home.as(anna, (ctx) => openFile(ctx, { fileId }))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(home.as(anna, (ctx) => retryFetch(ctx, { fileId }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('finishes after a crash between the bytes and the row, which leaves the row', async () => {
    await keepFor(1);
    const fileId = await sent();
    await media.storage.remove(storageKey(organization.id, fileId));
    await sweep(25);
    expect((await shown()).at(-1)).toMatchObject({ id: fileId, fault: 'expired' });
    expect(await stored()).toEqual([]);
  });

  it('is told so by an admin only', async () => {
    const asSupervisor = home.as(organization.supervisor, (ctx) => setFileRetention(ctx, { days: 1 }));
    await expect(asSupervisor).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('keeps them for ever again when the rule is lifted', async () => {
    await keepFor(null);
    await sent();
    await sweep(24 * 365 * 10);
    expect((await shown()).at(-1)).toMatchObject({ state: 'ready' });
  });
});
