import sharp from 'sharp';

/*
 * Pictures and the like with something wrong, made byte by byte.
 */

export function picture(width = 40, height = 30) {
  return sharp({ create: { width, height, channels: 3, background: '#3366aa' } });
}

/** The head of the family of files that HEIC, AVIF and MPEG-4 are of. */
export function ftyp(brand: string): Buffer {
  return Buffer.concat([
    Buffer.from('0000001c', 'hex'),
    Buffer.from(`ftyp${brand}\0\0\0\0${brand}mif1`),
    Buffer.alloc(64),
  ]);
}

export function noise() {
  return sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });
}

export function flipped(file: Buffer, at: number): Buffer {
  file.writeUInt8(file.readUInt8(at) ^ 0xff, at);
  return file;
}

/** One colour compresses to nearly nothing. */
export function flatPng(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#000' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Its head says another size than its body has. */
export async function lyingJpeg(): Promise<Buffer> {
  const file = await picture().jpeg().toBuffer();
  const frame = file.indexOf(Buffer.from('ffc0', 'hex'));
  file.writeUInt16BE(65_500, frame + 5);
  file.writeUInt16BE(65_500, frame + 7);
  return file;
}

export function commented(jpeg: Buffer, words: string): Buffer {
  const comment = Buffer.from(words);
  const head = Buffer.from('fffe0000', 'hex');
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}

/** A PNG with one more chunk before its end. */
export async function withChunk(type: string, data: Buffer): Promise<Buffer> {
  const png = await picture().png().toBuffer();
  const end = png.length - 12;
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, end), frame, png.subarray(end)]);
}

/** As PNG sums its chunks up (ISO 15948, annex D). */
function crc32(body: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of body) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Frames of one dot each on a canvas of the given size: the smallest file of so many frames. */
export function gif(width: number, height: number, frames: number): Buffer {
  const head = Buffer.from('47494638396100000000800000000000ffffff', 'hex');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const delay = Buffer.from('21f904000a000000', 'hex');
  const dot = Buffer.from('2c0000000001000100000202440100', 'hex');
  return Buffer.concat([
    head,
    ...Array.from({ length: frames }, () => [delay, dot]).flat(),
    Buffer.from(';'),
  ]);
}
