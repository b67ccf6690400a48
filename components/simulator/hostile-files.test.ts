import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { withPlace } from './hostile-files';

describe('a picture that says where it was taken', () => {
  it('says so in its EXIF block, and is the same picture', async () => {
    const plain = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#963' } })
      .jpeg()
      .toBuffer();
    const tagged = withPlace(plain);
    const { exif, width, height } = await sharp(tagged).metadata();
    expect({ width, height }).toEqual({ width: 40, height: 30 });
    // The GPS directory's entry of directory 0, and its latitude.
    expect(exif?.includes(Buffer.from([0x88, 0x25]))).toBe(true);
    expect(exif?.includes(Buffer.from([0, 0, 0, 51, 0, 0, 0, 1, 0, 0, 0, 30]))).toBe(true);
    expect((await sharp(tagged).raw().toBuffer()).equals(await sharp(plain).raw().toBuffer())).toBe(true);
  });
});
