import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentDisposition } from '@/server/domain/media/file-name';
import { fileTypeOf } from '@/server/domain/media/file-types';
import { ingest } from './ingest';
import { MediaRefusal } from './media-refusal';
import { NoSuchMedia, storageKey, thumbnailKey } from './storage';
import { CANARY } from './testing/hostile/hostile-file';
import { HOSTILE_FILES } from './testing/hostile-files';
import { HOSTILE_NAMES } from './testing/hostile-names';
import { testMedia } from './testing/media-tools';

const MEGA = 1_000_000;
/** The bound of reliability S7, with room for what other tests of the process leave. Bytes. */
const MEMORY_LIMIT = 100 * MEGA;

let media: Awaited<ReturnType<typeof testMedia>>;
let before = 0;
beforeAll(async () => {
  media = await testMedia();
  before = process.memoryUsage.rss();
});
afterAll(async () => {
  await media.close();
});
afterEach(async () => expect(await media.left(), 'nothing stays in the spool').toEqual([]));

const organizationId = 7;
const take = (content: Buffer | string, name: string, id: string) =>
  ingest(media, Readable.from([Buffer.from(content)]), { organizationId, id, name });

it('the corpus has at least sixty files (reliability S7)', () => {
  expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(60);
});

describe('a hostile file', () => {
  it.each(HOSTILE_FILES.map((file) => [file.title, file] as const))('%s', async (_, file) => {
    const id = randomUUID();
    const content = await file.content();
    const { outcome } = file;
    if ('refused' in outcome) {
      await expect(take(content, file.name, id)).rejects.toThrow(new MediaRefusal(outcome.refused));
      for (const key of [storageKey(organizationId, id), thumbnailKey(organizationId, id)]) {
        await expect(media.storage.open(key)).rejects.toThrow(NoSuchMedia);
      }
      return;
    }
    const stored = await take(content, file.name, id);
    expect(stored.contentType).toBe(outcome.takenAs);
    expect(fileTypeOf(outcome.takenAs)?.extensions).toContain(path.extname(stored.name).slice(1));
    const kept = await buffer(await media.storage.open(storageKey(organizationId, id)));
    expect(kept.includes(CANARY)).toBe(false);
    expect(kept).toHaveLength(stored.bytes);
  });

  it('leaves no more memory behind than its bound', () => {
    expect(process.memoryUsage.rss() - before).toBeLessThan(MEMORY_LIMIT);
  });
});

describe('a hostile name (reliability S10)', () => {
  it.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))('%s', async (_, name) => {
    const id = randomUUID();
    const stored = await take('Opening hours', name, id);
    expect(stored.name).toMatch(/^[^\p{Cc}\p{Cf}/\\:"<>|?*]{1,116}\.txt$/u);
    expect(stored.name).not.toMatch(/^\.|^(con|nul)\./i);
    expect(contentDisposition('attachment', stored.name)).toMatch(/^[\x20-\x7e]+$/);
    expect(await readdir(path.join(media.root, String(organizationId)))).toContain(id);
  });

  it('writes nothing outside of the folder of its organization', async () => {
    expect((await readdir(media.root)).toSorted()).toEqual(['.spool', String(organizationId)]);
  });
});
