import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import { DEMO_PASSWORD, DEMO_USERS } from '@/db/seed/demo-organization';
import type { WaitingFile } from '@/server/domain/media/file';
import { mutate } from './rig/company';
import { lookInside } from './rig/look-inside';
import { memoryOf } from './rig/memory-of';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';
import { WATCH_FRAMES } from './rig/watch-frames';

const { findBrowser } = await import('../scripts/browser.mjs');
const MEGA = 1_000_000;
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
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const context = await signedIn();
const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
const conversationId = await chooseConversation();
try {
  console.log(JSON.stringify({ bench: 'media', ...(await measureUploads()) }));
  console.log(JSON.stringify({ bench: 'media', ...(await measureMemory()) }));
  console.log(JSON.stringify({ bench: 'media', ...(await measureShrink()) }));
  console.log(JSON.stringify({ bench: 'media', ...(await measureScroll()) }));
} finally {
  await browser.close();
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
          files = await all(UPLOADS.count, () => upload(bytes));
        }),
      );
      await removeAll(files);
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
  const files = await all(MEMORY.count, () => upload(document)).finally(() => clearInterval(watch));
  await removeAll(files);
  return {
    parallelUploads: MEMORY.count,
    bytesEach: MEMORY.bytes,
    serverGrewByMB: megabytes(own - base.own),
    readersPeakMB: megabytes(readers),
  };
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
  const large = await all(SHRINKS, () => upload(photo));
  let workers = 0;
  const watch = setInterval(() => {
    workers = Math.max(workers, memoryOf(pid, READER).count);
  }, 10);
  const each: number[] = [];
  let small: WaitingFile[] = [];
  const alone = await timed(async () => {
    small = [await shrink(large[0])];
  });
  const together = await timed(async () => {
    small.push(
      ...(await all(SHRINKS, async (index) => {
        let file: WaitingFile | null = null;
        each.push(
          await timed(async () => {
            file = await shrink(large[index]);
          }),
        );
        if (!file) throw new Error('not shrunk');
        return file as WaitingFile;
      })),
    );
  });
  clearInterval(watch);
  await removeAll([...large, ...small]);
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
    const files = await all(PER_MESSAGE, () => upload(photo));
    await mutate(product, cookie, 'messages.send', {
      id: uuidv7(),
      conversationId,
      text: '',
      files: files.map(({ id }) => ({ id, alt: '' })),
    });
  }
  const frames: Record<string, { p50: number; p95: number; worst: number }> = {};
  for (const rate of SLOW_DOWNS) {
    const page = await context.newPage();
    await page.goto(`/inbox/${conversationId}`);
    await page.getByRole('article').last().waitFor();
    await page.waitForTimeout(1_000);
    const devtools = await context.newCDPSession(page);
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

async function signedIn(): Promise<BrowserContext> {
  const opened = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: product.baseUrl,
  });
  const answer = await opened.request.post('/api/auth/sign-in/email', {
    headers: { origin: product.baseUrl },
    data: { email: DEMO_USERS[0]?.email, password: DEMO_PASSWORD },
  });
  if (!answer.ok()) throw new Error(`the demo login was answered ${answer.status()}`);
  return opened;
}

/** One that files can be sent in. */
async function chooseConversation(): Promise<string> {
  const { client } = await lookInside(product.databaseUrl());
  const { rows } = await client.query<{ id: string }>(`
    select c.id from conversations c join services s on s.organization_id = c.organization_id and s.id = c.service_id
    where s.name = 'Support' and c.state = 'open' and not exists (select from opt_outs o
      where o.organization_id = c.organization_id and o.customer = c.customer and o.opted_out_at is not null)
    order by c.last_message_at desc limit 1`);
  await client.end();
  const id = rows[0]?.id;
  if (!id) throw new Error('the demo has no such conversation');
  return id;
}

async function upload(bytes: Buffer): Promise<WaitingFile> {
  return post(
    `/api/media/${uuidv7()}?conversation=${conversationId}&name=bench`,
    'application/octet-stream',
    bytes,
  );
}

async function shrink(file: WaitingFile | undefined): Promise<WaitingFile> {
  const wish = { id: uuidv7(), fileId: file?.id, budget: 600_000 };
  return post('/api/media/shrink', 'application/json', Buffer.from(JSON.stringify(wish)));
}

async function post(address: string, type: string, body: Buffer): Promise<WaitingFile> {
  const answer = await fetch(product.baseUrl + address, {
    method: 'POST',
    headers: { cookie, origin: product.baseUrl, 'content-type': type },
    body: new Uint8Array(body),
  });
  if (answer.status !== 201)
    throw new Error(`${address} was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as WaitingFile;
}

async function removeAll(files: readonly WaitingFile[]): Promise<void> {
  for (const { id } of files) await mutate(product, cookie, 'media.remove', { fileId: id });
}

/** The plainest server that takes files: each body becomes a file, flushed to the disk as ours are. */
async function startCopy() {
  const folder = await mkdtemp(path.join(tmpdir(), 'waggle-copy-'));
  let taken = 0;
  const server = createServer((req, res) => {
    taken += 1;
    void pipeline(req, createWriteStream(path.join(folder, String(taken)), { flush: true })).then(() =>
      res.writeHead(201).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    put: async (bytes: Buffer) => {
      await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: new Uint8Array(bytes) });
    },
    close: async () => {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A JPEG of about this many bytes, as a telephone takes them. */
async function photoOf(bytes: number): Promise<Buffer> {
  for (let quality = 90; quality > 20; quality -= 5) {
    const photo = await sharp({
      create: {
        width: 1_600,
        height: 1_200,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 8 },
      },
    })
      .jpeg({ quality })
      .toBuffer();
    if (photo.length <= bytes) return photo;
  }
  throw new Error('no picture is that small');
}

function all<T>(count: number, task: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => task(index)));
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await task();
  return performance.now() - begun;
}

function ratio(one = Number.NaN, other = Number.NaN): number {
  return Math.round((one / other) * 10) / 10;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / MEGA);
}
