import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskStorage } from './disk-storage';
import { s3Storage } from './s3-storage';
import { type MediaStorage, NoSuchMedia, storageKey, thumbnailKey } from './storage';
import { localS3 } from './testing/local-s3';

/** What both kinds of storage promise. */
describe.each([
  ['on a disk', onDisk],
  ['in a bucket', inBucket],
])('files %s', (_where, open) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let storage: MediaStorage;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waggle-from-'));
    opened = await open();
    storage = opened.storage;
  });
  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Stores these bytes under a new id. */
  async function keep(bytes: Buffer, key = storageKey(7, randomUUID())) {
    const from = path.join(folder, randomUUID());
    await writeFile(from, bytes);
    await storage.put(key, from, 'image/jpeg');
    return key;
  }
  const read = async (key: ReturnType<typeof storageKey>, range?: { start: number; end: number }) =>
    buffer(await storage.open(key, range));

  it('come back as they were stored, of any size', async () => {
    for (const size of [1, 65_536, 3_500_000]) {
      const bytes = Buffer.alloc(size, size % 251);
      expect((await read(await keep(bytes))).equals(bytes)).toBe(true);
    }
  });

  it('can be read in part, both ends included', async () => {
    const key = await keep(Buffer.from('0123456789'));
    expect((await read(key, { start: 2, end: 4 })).toString()).toBe('234');
    expect((await read(key, { start: 9, end: 9 })).toString()).toBe('9');
  });

  it('that are not there say so, before a byte is sent', async () => {
    await expect(storage.open(storageKey(7, randomUUID()))).rejects.toThrow(NoSuchMedia);
  });

  it('stored again are the new ones', async () => {
    const key = await keep(Buffer.from('old'));
    await keep(Buffer.from('new'), key);
    expect((await read(key)).toString()).toBe('new');
  });

  it('that were removed are gone, and removing them again is quiet', async () => {
    const key = await keep(Buffer.from('x'));
    await storage.remove(key);
    await storage.remove(key);
    await expect(storage.open(key)).rejects.toThrow(NoSuchMedia);
  });

  it('are listed with the time they were stored, small copies too, and nothing that is not ours', async () => {
    const id = randomUUID();
    const begun = Date.now() - 2_000;
    await keep(Buffer.from('x'), storageKey(9, id));
    await keep(Buffer.from('y'), thumbnailKey(9, id));
    await opened.putForeign();
    const found = [];
    for await (const { key, storedAt } of storage.keys()) {
      expect(storedAt.getTime()).toBeGreaterThan(begun);
      if (key.startsWith('9/')) found.push(key);
      expect(key).toMatch(/^[79]\//);
    }
    expect(found.toSorted()).toEqual([storageKey(9, id), thumbnailKey(9, id)]);
  });

  it('can be stored now: the check says so, and says when not', async () => {
    await storage.check();
    await expect(opened.broken.check()).rejects.toThrow();
  });
});

async function onDisk() {
  const root = await mkdtemp(path.join(tmpdir(), 'waggle-disk-'));
  const notAFolder = path.join(root, 'foreign.txt');
  await writeFile(notAFolder, '');
  return {
    storage: diskStorage(root),
    putForeign: () => writeFile(notAFolder, 'not ours'),
    broken: diskStorage(path.join(notAFolder, 'files')),
    close: () => rm(root, { recursive: true, force: true }),
  };
}

async function inBucket() {
  const before = { id: process.env.AWS_ACCESS_KEY_ID, secret: process.env.AWS_SECRET_ACCESS_KEY };
  // The only account that the local server knows.
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';
  const { mediaUrl, close } = await localS3();
  const elsewhere = new URL(mediaUrl.href.replace('waggle', 'no-such-bucket'));
  const foreign = s3Storage(new URL(mediaUrl.href.replace('/files/of', '/files')));
  return {
    storage: s3Storage(mediaUrl),
    putForeign: async () => {
      const from = path.join(tmpdir(), randomUUID());
      await writeFile(from, 'not ours');
      await foreign.put(storageKey(8, randomUUID()), from, 'text/plain');
    },
    broken: s3Storage(elsewhere),
    close: async () => {
      process.env.AWS_ACCESS_KEY_ID = before.id;
      process.env.AWS_SECRET_ACCESS_KEY = before.secret;
      await close();
    },
  };
}
