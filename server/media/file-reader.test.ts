import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileReader } from './file-reader';
import { MediaRefusal } from './media-refusal';

/** Enough for the program itself and a photo, not for 25 million pixels. */
const SMALL_KIB = 240 * 1_024;

let dir: string;
const reader = new FileReader(SMALL_KIB);
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'waggle-reader-'));
});
afterAll(async () => {
  reader.close();
  await rm(dir, { recursive: true, force: true });
});

const read = async (bytes: Buffer) => {
  const from = path.join(dir, 'from');
  await writeFile(from, bytes);
  return reader.read({ use: 'send', from, to: path.join(dir, 'to'), thumbnail: path.join(dir, 'small') });
};
const picture = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } } });

// The bound is the system's: see FileReader.
it.runIf(process.platform === 'linux')(
  'a picture that unfolds to more memory than a reader may have is refused, and the next one is read',
  async () => {
    const large = await picture(5_000).webp({ lossless: true, effort: 0 }).toBuffer();
    await expect(read(large)).rejects.toThrow(new MediaRefusal('too_costly'));
    expect(await read(await picture(300).webp().toBuffer())).toMatchObject({ contentType: 'image/png' });
  },
);
