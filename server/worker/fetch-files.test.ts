import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InboundMessage } from '@/server/carriers/carrier';
import type { FileView } from '@/server/domain/media/file';
import { Spool } from '@/server/media/spool';
import { storageKey } from '@/server/media/storage';
import { testMedia } from '@/server/media/testing/media-tools';
import { retryFetch } from '@/server/usecases/media/settle-fetch';
import { expectEventsToTellAll } from '@/server/usecases/testing/expect-events-to-tell-all';
import { type House, house } from '@/server/usecases/testing/house';
import { accepted, scriptedCarrier } from '@/server/usecases/testing/scripted-carrier';
import { openThread, type Thread } from '@/server/usecases/testing/thread';
import { type FetchTools, FileFetcher } from './file-fetcher';
import { fetchDueFiles } from './testing/fetch-due-files';

const log = pino({ level: 'silent' });
let home: House;
let thread: Thread;
let media: Awaited<ReturnType<typeof testMedia>>;
let tools: FetchTools;
let handle: RequestListener;
let asked: string[];
const server = createServer((req, res) => {
  asked.push(req.url ?? '');
  handle(req, res);
});
let origin: string;
let photo: Buffer;

beforeAll(async () => {
  media = await testMedia();
  photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a52' } })
    .jpeg()
    .toBuffer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  asked = [];
  home = await house();
  thread = await openThread(home);
  const { carrier } = scriptedCarrier(home, accepted).tools.openConnection(0, {
    id: '',
    kind: '',
    sealedCredentials: '',
  });
  const own = { ...carrier, mediaAccess: () => ({ origins: [origin], headers: {} }) };
  tools = { box: home.box, media, openConnection: () => ({ carrier: own, credentials: null }) };
});
afterAll(async () => {
  server.close();
  await media.close();
});

const serve =
  (body: Buffer | string): RequestListener =>
  (_req, res) =>
    void res.end(body);
const answer =
  (status: number): RequestListener =>
  (_req, res) =>
    void res.writeHead(status).end();
const look = () => fetchDueFiles(tools, log);
const seconds = (count: number) => {
  home.now = new Date(home.now.getTime() + count * 1_000);
};
const receive = (...types: string[]) => {
  const files: InboundMessage['media'] = types.map((contentType, index) => ({
    url: `${origin}/ME${index}`,
    contentType,
  }));
  return home.receive(thread.customer, '', { media: files });
};
const files = async (): Promise<FileView[]> => (await thread.messages()).at(-1)?.files ?? [];

describe('a customer’s files', () => {
  it('stand in the thread at once, and are all fetched, read and shown; screens hear of each', async () => {
    await receive('image/jpeg', 'text/vcard');
    expect((await files()).map(({ state }) => state)).toEqual(['fetching', 'fetching']);
    handle = (req, res) => void res.end(req.url === '/ME0' ? photo : 'BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD');
    const { anna, jonas, supervisor } = home.organization;
    await expectEventsToTellAll(home, [anna, jonas, supervisor], look);
    const [picture, card] = await files();
    expect(picture).toMatchObject({ state: 'ready', contentType: 'image/jpeg', width: 60, height: 40 });
    expect(card).toMatchObject({ state: 'ready', contentType: 'text/vcard', bytes: 30 });
    const kept = media.storage.open(storageKey(home.organization.id, card?.id ?? ''));
    expect((await buffer(await kept)).toString()).toContain('FN:Ada');
  });

  it('are what they hold, not what was claimed', async () => {
    await receive('application/octet-stream');
    handle = serve(photo);
    await look();
    expect(await files()).toMatchObject([{ state: 'ready', contentType: 'image/jpeg' }]);
  });

  it('are fetched once, however many workers look', async () => {
    await receive('image/jpeg');
    handle = serve(photo);
    await Promise.all([look(), look(), look()]);
    await look();
    expect(asked).toHaveLength(1);
  });

  it('are tried again with growing patience, and then said not to be had', async () => {
    await receive('image/jpeg');
    handle = answer(503);
    for (const wait of [0, 5, 30, 120, 600, 3_600]) {
      seconds(wait - 1);
      await look();
      seconds(1);
      await look();
    }
    expect(asked).toHaveLength(6);
    expect(await files()).toMatchObject([{ state: 'unavailable', fault: 'unreachable' }]);
    seconds(100_000);
    await look();
    expect(asked).toHaveLength(6);
  });

  it('that the carrier no longer has are not asked for again, until a person does', async () => {
    await receive('image/jpeg');
    handle = answer(404);
    await look();
    expect(await files()).toMatchObject([{ state: 'unavailable', fault: 'not_found' }]);
    const [file] = await files();
    const retry = (who = home.organization.anna) =>
      home.as(who, (ctx) => retryFetch(ctx, { fileId: file?.id ?? '' }));
    await expect(retry(home.organization.outsider)).rejects.toMatchObject({ code: 'not_found' });
    await retry();
    await expect(retry()).rejects.toMatchObject({ code: 'conflict', reason: 'not_unavailable' });
    expect(await files()).toMatchObject([{ state: 'fetching', fault: null }]);
    handle = serve(photo);
    await look();
    expect(await files()).toMatchObject([{ state: 'ready' }]);
  });

  it.each<[string, () => RequestListener, string]>([
    ['a page', () => serve('<html><script>alert(1)</script>'), 'type_not_taken'],
    ['half a picture', () => serve(photo.subarray(0, 200)), 'damaged'],
    ['nothing', () => serve(''), 'damaged'],
    ['26 MB', () => serve(Buffer.alloc(26_000_000, 65)), 'too_big'],
  ])('that turn out to be %s are not kept, and say so', async (_what, made, fault) => {
    await receive('image/jpeg');
    handle = made();
    await look();
    expect(await files()).toMatchObject([{ state: 'unavailable', fault }]);
    expect(await media.left()).toEqual([]);
  });

  it.each<[string, RequestListener]>([
    ['breaks off', (_req, res) => void res.write(photo.subarray(0, 100), () => res.destroy())],
    [
      'is shorter than it was said to be',
      (_req, res) =>
        void res
          .writeHead(200, { 'content-length': photo.length })
          .write(photo.subarray(0, 100), () => res.socket?.end()),
    ],
    [
      'stops to be HTTP',
      (_req, res) => {
        res.writeHead(200, { 'transfer-encoding': 'chunked' }).flushHeaders();
        res.socket?.end('no size of a chunk\r\n');
      },
    ],
  ])('are asked for again when the answer %s', async (_how, broken) => {
    await receive('image/jpeg');
    handle = broken;
    await look();
    expect(await files()).toMatchObject([{ state: 'fetching' }]);
    expect(await media.left()).toEqual([]);
    handle = serve(photo);
    seconds(5);
    await look();
    expect(await files()).toMatchObject([{ state: 'ready', bytes: expect.any(Number) }]);
  });

  it('that we cannot store are tried as often as the carrier’s faults, then given up aloud, and can be asked for', async () => {
    await receive('image/jpeg');
    handle = serve(photo);
    const lines: { level: number; msg: string }[] = [];
    const loud = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
    // A folder below a file: nothing can be written there.
    const full = new Spool(path.join(process.execPath, 'spool'));
    const unable = { ...tools, media: { ...media, spool: full } };
    for (const wait of [0, 5, 30, 120, 600, 3_600]) {
      expect(await files()).toMatchObject([{ state: 'fetching' }]);
      seconds(wait);
      await fetchDueFiles(unable, loud);
    }
    expect(await files()).toMatchObject([{ state: 'unavailable', fault: 'not_stored' }]);
    expect(lines.map(({ level }) => level)).toEqual([40, 40, 40, 40, 40, 50]);
    expect(JSON.stringify(lines)).not.toContain(origin);
    const [file] = await files();
    await home.as(home.organization.anna, (ctx) => retryFetch(ctx, { fileId: file?.id ?? '' }));
    await look();
    expect(await files()).toMatchObject([{ state: 'ready' }]);
  });

  it('at which every worker dies are given up, too', async () => {
    await receive('image/jpeg');
    await home.rows('update files set attempts = 6');
    await look();
    expect(asked).toHaveLength(0);
    expect(await files()).toMatchObject([{ state: 'unavailable', fault: 'not_stored' }]);
  });

  it('are all here while one still drips; it holds its own place only, and not for long', async () => {
    await receive('image/jpeg', ...Array.from({ length: 9 }, () => 'text/plain'));
    const drops: NodeJS.Timeout[] = [];
    handle = (req, res) => {
      if (req.url !== '/ME0') return void res.end('Hello');
      drops.push(setInterval(() => res.write('x'), 5));
      res.on('close', () => drops.forEach(clearInterval));
    };
    let [ended, tell] = [0, () => {}];
    const nine = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const fetcher = new FileFetcher({ ...tools, fetchMs: 2_000 }, log, () => {
      ended += 1;
      if (ended === 9) tell();
      else void fetcher.start();
    });
    await fetcher.start();
    await fetcher.start();
    await nine;
    const states = (await files()).map(({ state }) => state);
    expect(states).toEqual(['fetching', ...Array.from({ length: 9 }, () => 'ready')]);
    await fetcher.finish();
    expect(await home.rows(`select attempts, fetch_at from files where state = 'fetching'`)).toMatchObject([
      { attempts: 1 },
    ]);
    expect(await media.left()).toEqual([]);
  });

  it('of one organization never take all places', async () => {
    await receive(...Array.from({ length: 10 }, () => 'text/plain'));
    await receive(...Array.from({ length: 10 }, () => 'text/plain'));
    const open: ServerResponse[] = [];
    let begun = () => {};
    const eight = new Promise<void>((resolve) => {
      begun = resolve;
    });
    handle = (_req, res) => {
      open.push(res);
      if (open.length === 8) begun();
    };
    const fetcher = new FileFetcher(tools, log);
    await fetcher.start();
    await eight;
    expect(await fetcher.start()).toBeNull();
    expect(asked).toHaveLength(8);
    for (const res of open) res.end('Hello');
    await fetcher.finish();
    expect(asked).toHaveLength(8);
  });

  it('are not looked for in a circle while another worker has them', async () => {
    await receive('image/jpeg');
    handle = serve(photo);
    const naps = await Promise.all([look(), look(), look()]);
    expect(naps.filter((nap) => nap === 0)).toHaveLength(1);
  });

  it('of a worker that was killed are fetched by the next one', async () => {
    await receive('image/jpeg');
    await home.rows(
      `update files set attempts = 1, fetch_at = '${new Date(home.now.getTime() + 60_000).toISOString()}'`,
    );
    handle = serve(photo);
    await look();
    expect(asked).toHaveLength(0);
    seconds(60);
    await look();
    expect(await files()).toMatchObject([{ state: 'ready' }]);
  });
});
