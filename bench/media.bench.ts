import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type { WaitingFile } from '@/server/domain/media/file';
import { FilesClient } from './rig/files-client';
import { all, megabytes, ratio, timed } from './rig/measure';
import { memoryOf } from './rig/memory-of';
import { photoOf } from './rig/photo-of';
import { startCopy } from './rig/plain-copy';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';
import { WATCH_FRAMES } from './rig/watch-frames';

const UPLOADS = { count: 10, bytes: 350_000, rounds: 5 };
const MEMORY = { count: 20, bytes: 3_500_000 };
const PICTURES = 200;
const PER_MESSAGE = 10;
const SHRINKS = 10;
/** How much slower than this machine's the processor of a reader is taken to be, in turn. */
const SLOW_DOWNS = [1, 4];
const READER = 'reader-process';

const product = await startProduct({ SEED: 'demo' });
const copy = await startCopy();
const client = await FilesClient.open(product);
try {
  console.log(JSON.stringify({ bench: 'media', ...(await measureUploads()) }));
  console.log(JSON.stringify({ bench: 'media', ...(await measureMemory()) }));
  console.log(JSON.stringify({ bench: 'media', ...(await measureReaders()) }));
  console.log(JSON.stringify({ bench: 'media', ...(await measureShrink()) }));
  console.log(JSON.stringify({ bench: 'media', ...(await measureScroll()) }));
} finally {
  await client.close();
  await copy.close();
  await product.discard();
}

/** Parallel uploads against a server that does nothing but write the same bytes to the same disk, in turn. */
async function measureUploads() {
  const document = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(UPLOADS.bytes - 9, 7)]);
  const photo = await photoOf(UPLOADS.bytes);
  const times = { copy: [] as number[], documents: [] as number[], pictures: [] as number[] };
  for (let round = 0; round < UPLOADS.rounds; round += 1) {
    times.copy.push(await timed(() => all(UPLOADS.count, () => copy.put(document))));
    for (const [kind, bytes] of [
      ['documents', document],
      ['pictures', photo],
    ] as const) {
      let files: WaitingFile[] = [];
      times[kind].push(
        await timed(async () => {
          files = await all(UPLOADS.count, () => client.upload(bytes));
        }),
      );
      await client.removeAll(files);
    }
  }
  const [plain, documents, pictures] = [times.copy, times.documents, times.pictures].map((each) =>
    quantile(each, 0.5),
  );
  return {
    uploads: UPLOADS.count,
    bytesEach: UPLOADS.bytes,
    copyMs: plain,
    documentsMs: documents,
    picturesMs: pictures,
    documentsRatio: ratio(documents, plain),
    picturesRatio: ratio(pictures, plain),
  };
}

async function measureMemory() {
  const pid = product.pid('web') ?? 0;
  const document = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(MEMORY.bytes - 9, 7)]);
  const base = memoryOf(pid, READER);
  let [own, readers] = [base.own, base.children];
  const watch = setInterval(() => {
    const now = memoryOf(pid, READER);
    own = Math.max(own, now.own);
    readers = Math.max(readers, now.children);
  }, 5);
  const files = await all(MEMORY.count, () => client.upload(document)).finally(() => clearInterval(watch));
  await client.removeAll(files);
  return {
    parallelUploads: MEMORY.count,
    bytesEach: MEMORY.bytes,
    serverGrewByMB: megabytes(own - base.own),
    readersPeakMB: megabytes(readers),
  };
}

/** The pictures that cost a reader most, one after the other. */
async function measureReaders() {
  const pid = product.pid('web') ?? 0;
  const side = 5_000;
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const;
  const opaque = sharp({ create: { width: side, height: side, channels: 3, background: '#888', noise } });
  const clear = sharp({
    create: { width: side, height: side, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } },
  });
  const pictures = [
    await clear.clone().png({ progressive: true, compressionLevel: 1 }).toBuffer(),
    await clear.clone().webp({ lossless: true, effort: 0 }).toBuffer(),
    await opaque.jpeg({ progressive: true, quality: 80 }).toBuffer(),
  ];
  let peak = 0;
  for (const bytes of pictures) {
    const file = await client.upload(bytes);
    // What a process ever held is known as long as it lives, and it is kept for the next file.
    peak = Math.max(peak, memoryOf(pid, READER).largestPeak);
    await client.removeAll([file]);
  }
  return { megapixels: 25, onePictureOf: ['PNG', 'WebP', 'JPEG'], readerPeakMB: megabytes(peak) };
}

async function measureShrink() {
  const pid = product.pid('web') ?? 0;
  const photo = await sharp({
    create: {
      width: 4_000,
      height: 3_000,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .jpeg({ quality: 85 })
    .toBuffer();
  const large = await all(SHRINKS, () => client.upload(photo));
  let workers = 0;
  const watch = setInterval(() => {
    workers = Math.max(workers, memoryOf(pid, READER).count);
  }, 10);
  const each: number[] = [];
  let small: WaitingFile[] = [];
  const alone = await timed(async () => {
    small = [await client.shrink(large[0])];
  });
  const together = await timed(async () => {
    small.push(
      ...(await all(SHRINKS, async (index) => {
        let file: WaitingFile | null = null;
        each.push(
          await timed(async () => {
            file = await client.shrink(large[index]);
          }),
        );
        if (!file) throw new Error('not shrunk');
        return file as WaitingFile;
      })),
    );
  });
  clearInterval(watch);
  await client.removeAll([...large, ...small]);
  return {
    shrinks: SHRINKS,
    megapixels: 12,
    fromMB: megabytes(photo.length),
    toKB: Math.round(Math.max(...small.map(({ bytes }) => bytes ?? 0)) / 1_000),
    aloneMs: Math.round(alone),
    allMs: Math.round(together),
    // Two work at once.
    perPictureMs: Math.round((together * 2) / SHRINKS),
    mostWorkers: workers,
  };
}

/** Two hundred pictures in a thread, scrolled from its end to its beginning. */
async function measureScroll() {
  const photo = await photoOf(200_000);
  for (let sent = 0; sent < PICTURES; sent += PER_MESSAGE) {
    const files = await all(PER_MESSAGE, () => client.upload(photo));
    await client.send(files);
  }
  const frames: Record<string, { p50: number; p95: number; worst: number }> = {};
  for (const rate of SLOW_DOWNS) {
    const page = await client.context.newPage();
    await page.goto(`/inbox/${client.conversationId}`);
    await page.getByRole('article').last().waitFor();
    await page.waitForTimeout(1_000);
    const devtools = await client.context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    frames[`slowDown ${rate}`] = await scrollAndWatch(page);
    await page.close();
  }
  return { pictures: PICTURES, frames };
}

async function scrollAndWatch(page: Page) {
  const log = page.getByRole('log');
  await log.hover();
  await page.evaluate(WATCH_FRAMES);
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, -300);
    await page.waitForTimeout(50);
  }
  const shown = await page.getByRole('button', { name: /^Show .* large$/ }).count();
  if (shown < PICTURES) throw new Error(`only ${shown} pictures stand in the thread`);
  const frames = await page.evaluate((): unknown => Reflect.get(window, 'frames_'));
  const times = frames as number[];
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), worst: quantile(times, 1) };
}
