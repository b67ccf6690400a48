import { stat } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { MediaRefusal } from './media-refusal';

// Only these four decoders: all others of the library have had holes, and SVG is a program (reliability 4.9).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadNsgifFile',
  ],
});
// One picture at a time in a process; how many processes there are decides the rest.
sharp.concurrency(1);
sharp.cache(false);

/** 688 KB of PNG can say that they are 15,000 × 15,000 pixels. */
const MAX_PIXELS = 25_000_000;
/** Of all frames together. */
const MAX_MOVING_PIXELS = 100_000_000;
const MAX_FRAMES = 200;
const SECONDS = 10;
/** Longest side of the small copy that a thread shows, at twice the width of a bubble's tile. Pixels. */
const THUMBNAIL_SIDE = 640;

export interface Picture {
  path: string;
  contentType: string;
  bytes: number;
  width: number;
  height: number;
}

/**
 * Writes a picture anew: what is hidden behind or inside it (place, camera, a second file) is gone, and it stands upright.
 * WebP becomes what carriers take: a JPEG, with transparency a PNG, moving a GIF.
 * @throws MediaRefusal
 */
export async function renewPicture(from: string, to: string): Promise<Picture> {
  const facts = await readFacts(from);
  const moving = (facts.pages ?? 1) > 1;
  return write(encodeAs(outputOf(facts, moving), open(from, moving).autoOrient()), to);
}

/** The small copy of a picture, without movement. */
export async function thumbnailOf(from: string, to: string): Promise<void> {
  const small = {
    width: THUMBNAIL_SIDE,
    height: THUMBNAIL_SIDE,
    fit: 'inside' as const,
    withoutEnlargement: true,
  };
  await guarded(() => open(from, false).resize(small).webp({ quality: 72 }).toFile(to));
}

/** Tried from the largest on; the longest side in pixels. A telephone's screen shows about 1,600. */
const SIDES = [2_560, 2_048, 1_600, 1_280, 1_024, 800, 640];
const QUALITIES = [82, 70, 58];

/**
 * Makes a picture fit into `budget` bytes: the largest side of the list at the best quality that does. A picture with
 * transparency is laid on white.
 * @throws MediaRefusal animated; cannot_shrink when the smallest is too big
 */
export async function shrinkPicture(from: string, to: string, budget: number): Promise<Picture> {
  const facts = await readFacts(from);
  if ((facts.pages ?? 1) > 1) throw new MediaRefusal('animated');
  const longest = Math.max(facts.width, facts.height);
  for (const side of SIDES.filter((candidate) => candidate <= longest || candidate === SIDES.at(-1))) {
    const picture = await fitAt(from, to, side, budget);
    if (picture) return picture;
  }
  throw new MediaRefusal('cannot_shrink');
}

async function fitAt(from: string, to: string, side: number, budget: number): Promise<Picture | null> {
  // Reduced once, then written at each quality: reading the large one is what takes time.
  const reduced = await guarded(() =>
    open(from, false)
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const { width, height, channels } = reduced.info;
  for (const quality of QUALITIES) {
    const picture = await write(
      sharp(reduced.data, { raw: { width, height, channels } }).jpeg({ quality }),
      to,
    );
    if (picture.bytes <= budget) return { ...picture, contentType: 'image/jpeg' };
  }
  return null;
}

async function readFacts(from: string): Promise<Metadata & { width: number; height: number }> {
  const facts = await guarded(() => sharp(from, { limitInputPixels: false }).metadata());
  const { width, height, pages = 1, pageHeight = height } = facts;
  if (pages > MAX_FRAMES) throw new MediaRefusal('too_many_frames');
  const most = pages > 1 ? MAX_MOVING_PIXELS : MAX_PIXELS;
  if (width * pageHeight * pages > most) throw new MediaRefusal('too_many_pixels');
  return facts;
}

function open(from: string, moving: boolean): Sharp {
  const limitInputPixels = moving ? MAX_MOVING_PIXELS : MAX_PIXELS;
  return sharp(from, { limitInputPixels, failOn: 'warning', animated: moving }).timeout({
    seconds: SECONDS,
  });
}

type Output = 'jpeg' | 'png' | 'gif';

function outputOf(facts: Metadata, moving: boolean): Output {
  if (facts.format === 'gif' || moving) return 'gif';
  return facts.format === 'png' || facts.hasAlpha ? 'png' : 'jpeg';
}

function encodeAs(output: Output, image: Sharp): Sharp {
  switch (output) {
    case 'jpeg':
      return image.jpeg({ quality: 85 });
    case 'png':
      return image.png({ compressionLevel: 9 });
    case 'gif':
      return image.gif();
  }
}

async function write(image: Sharp, to: string): Promise<Picture> {
  const { format, width, height, pageHeight } = await guarded(() => image.toFile(to));
  const { size } = await stat(to);
  return { path: to, contentType: `image/${format}`, bytes: size, width, height: pageHeight ?? height };
}

/** What the library says about a file it cannot read, in our words. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MediaRefusal) throw error;
    const text = error instanceof Error ? error.message : '';
    if (/pixel limit/i.test(text)) throw new MediaRefusal('too_many_pixels');
    throw new MediaRefusal(/timeout|memory|allocat/i.test(text) ? 'too_costly' : 'damaged');
  }
}
