import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FileRefusal } from '@/server/domain/media/file-refusals';
import { ingest } from './ingest';
import { MediaRefusal } from './media-refusal';
import { NoSuchMedia, storageKey, thumbnailKey } from './storage';
import { testMedia } from './testing/media-tools';

let media: Awaited<ReturnType<typeof testMedia>>;
beforeAll(async () => {
  media = await testMedia();
});
afterAll(() => media.close());
afterEach(async () => expect(await media.left(), 'nothing stays in the spool').toEqual([]));

const take = async (bytes: Buffer | string, name = 'a file', id: string = randomUUID()) => ({
  id,
  ...(await ingest(media, Readable.from([Buffer.from(bytes)]), { organizationId: 7, id, name })),
});
const stored = async (id: string) => buffer(await media.storage.open(storageKey(7, id)));
const picture = (width: number, height: number, background = '#3366aa') =>
  sharp({ create: { width, height, channels: 3, background } });

const receive = async (content: string) => {
  const place = { organizationId: 7, id: randomUUID(), name: 'log' };
  return { id: place.id, ...(await ingest(media, Readable.from([content]), place, 'keep')) };
};

describe('a text that was received', () => {
  it('is kept however long it is, and only one that could go as SMS is held in its row', async () => {
    const book = 'a word and another\n'.repeat(100_000);
    const file = await receive(book);
    expect(file).toMatchObject({
      contentType: 'text/plain',
      bytes: book.length,
      text: null,
      name: 'log.txt',
    });
    expect((await stored(file.id)).toString()).toBe(book);
    expect(await receive('short')).toMatchObject({ text: 'short' });
  });

  it.each([
    ['at a border of what is read at once', `${'x'.repeat(64 * 1024 - 4)}<script>alert(1)</script>`],
    ['far behind its beginning', `${'x\n'.repeat(500_000)}<!DOCTYPE svg>`],
    ['behind much white space', `${' '.repeat(100_000)}<body onload=alert(1)>`],
  ])('with a program in it %s is refused', async (_where, content) => {
    await expect(receive(content)).rejects.toThrow(new MediaRefusal('type_not_taken'));
  });

  it('that ends in the middle of a character is none', async () => {
    const place = { organizationId: 7, id: randomUUID(), name: 'x' };
    const half = Buffer.from('Grü').subarray(0, 3);
    await expect(ingest(media, Readable.from([half]), place, 'keep')).rejects.toThrow(
      new MediaRefusal('type_not_taken'),
    );
  });
});

describe('a file that is taken in', () => {
  it('is stored whole under its id, with its type from its content and its hash', async () => {
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
    const file = await take(pdf, 'Angebot.exe');
    expect(file).toMatchObject({
      name: 'Angebot.pdf',
      contentType: 'application/pdf',
      bytes: pdf.length,
      width: null,
    });
    expect(await stored(file.id)).toEqual(pdf);
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a vCard', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n', 'text/vcard', 'a file.vcf'],
    [
      'a calendar entry',
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n',
      'text/calendar',
      'a file.ics',
    ],
    [
      'a vCard with a picture of 300 KB, behind a line',
      `\r\nbegin:vcard\r\nPHOTO;ENCODING=b:${'QUJD'.repeat(100_000)}\r\nend:vcard\r\n`,
      'text/vcard',
      'a file.vcf',
    ],
    [
      'a calendar of 400 KB in UTF-16',
      Buffer.from(`\ufeffBEGIN:VCALENDAR\r\n${'X-NOTE:hello\r\n'.repeat(15_000)}`, 'utf16le'),
      'text/calendar',
      'a file.ics',
    ],
    ['a text', 'Opening hours\nMo-Fr 9-17', 'text/plain', 'a file.txt'],
    [
      'a GIF',
      Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
      'image/gif',
      'a file.gif',
    ],
  ])('%s is known by its content', async (_, content, contentType, name) => {
    expect(await take(content)).toMatchObject({ contentType, name });
  });

  it('a picture loses place, camera and all that is hidden behind it, and stands upright', async () => {
    const photo = await picture(300, 200)
      .withExif({ IFD0: { Make: 'Secret camera' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const file = await take(Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]), 'IMG_1.jpg');
    expect(file).toMatchObject({ contentType: 'image/jpeg', width: 200, height: 300 });
    const kept = await stored(file.id);
    expect(kept.length).toBe(file.bytes);
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    expect(kept.includes('Secret camera')).toBe(false);
    expect(kept.includes('<script>')).toBe(false);
  });

  it('a picture has a small copy for the thread', async () => {
    const file = await take(await picture(2_000, 1_000).png().toBuffer());
    const small = await buffer(await media.storage.open(thumbnailKey(7, file.id)));
    expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 640, height: 320 });
  });

  it('WebP becomes a JPEG, with transparency a PNG, moving a GIF', async () => {
    const opaque = await picture(50, 50).webp().toBuffer();
    expect(await take(opaque, 'x.webp')).toMatchObject({ contentType: 'image/jpeg', name: 'x.jpg' });
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: '#33669900' } })
      .webp()
      .toBuffer();
    expect(await take(clear)).toMatchObject({ contentType: 'image/png' });
    const frames = await Promise.all(
      ['#ff0000', '#00ff00'].map((color) => picture(20, 20, color).png().toBuffer()),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    const gif = await take(moving);
    expect(gif).toMatchObject({ contentType: 'image/gif', width: 20, height: 20 });
    expect((await sharp(await stored(gif.id)).metadata()).pages).toBe(2);
  });

  it('two at a time are read, however many come, and all arrive', async () => {
    const photo = await picture(800, 600).jpeg().toBuffer();
    const files = await Promise.all(Array.from({ length: 12 }, () => take(photo)));
    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(new Set(files.map(({ id }) => id)).size).toBe(12);
  });
});

describe('a file that is refused', () => {
  const tooLarge = () =>
    sharp({
      create: { width: 15_000, height: 15_000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
  const truncated = async () => (await picture(400, 400).png().toBuffer()).subarray(0, 300);

  it.each<[string, FileRefusal, () => Promise<Buffer | string> | Buffer | string]>([
    ['an empty one', 'empty', () => ''],
    [
      'an SVG',
      'type_not_taken',
      () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ],
    ['an HTML page', 'type_not_taken', () => '\ufeff <!doctype html><p>hi'],
    ['a text with a script in it', 'type_not_taken', () => 'hello <script>alert(1)</script>'],
    ['a shell script', 'type_not_taken', () => '#!/bin/sh\nrm -rf /'],
    ['bytes that are no text', 'type_not_taken', () => Buffer.from([1, 2, 3, 0, 255])],
    ['an archive', 'type_not_taken', () => Buffer.from('504b0304140000000000', 'hex')],
    ['a program', 'type_not_taken', () => Buffer.from('4d5a90000300000004000000', 'hex')],
    ['a picture with 225 million pixels in 700 KB', 'too_many_pixels', tooLarge],
    ['a picture that breaks off', 'damaged', truncated],
    ['a text of a whole book', 'text_too_long', () => 'word '.repeat(10_000)],
  ])('%s leaves nothing behind', async (_, reason, content) => {
    const id = randomUUID();
    await expect(take(await content(), 'innocent.jpg', id)).rejects.toThrow(new MediaRefusal(reason));
    await expect(media.storage.open(storageKey(7, id))).rejects.toThrow(NoSuchMedia);
  });

  it('is cut off as soon as it is larger than 25 MB, whatever it claims to be', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 1_000_000;
          yield Buffer.alloc(1_000_000, 97);
        }
      })(),
    );
    const place = { organizationId: 7, id: randomUUID(), name: 'x' };
    await expect(ingest(media, endless, place)).rejects.toThrow(new MediaRefusal('too_big'));
    expect(sent).toBeLessThan(30_000_000);
  });

  it('whose sender goes away in the middle leaves nothing behind', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half a');
        throw new Error('connection reset');
      })(),
    );
    await expect(ingest(media, broken, { organizationId: 7, id: randomUUID(), name: 'x' })).rejects.toThrow(
      'reset',
    );
  });
});
