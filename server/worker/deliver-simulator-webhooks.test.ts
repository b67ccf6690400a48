import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { OutboundMessage, SendOutcome } from '@/server/carriers/carrier';
import { connectionOpener } from '@/server/carriers/open-connection';
import { connectionSealer } from '@/server/carriers/seal-connection';
import { uploadInput } from '@/server/domain/media/inputs';
import { carrierMediaHandler } from '@/server/http/carrier-media';
import { connectionCache } from '@/server/http/connection-cache';
import { createFront } from '@/server/http/front';
import { createHttpServer } from '@/server/http/http-server';
import { simulatorCarrierHandler } from '@/server/http/simulator-carrier';
import { webhookHandler } from '@/server/http/webhooks';
import { CARRIER_MEDIA_PATH, grantToCarrier } from '@/server/media/carrier-address';
import { ingest } from '@/server/media/ingest';
import { keepRaw } from '@/server/media/keep-raw';
import { storageKey } from '@/server/media/storage';
import { testMedia } from '@/server/media/testing/media-tools';
import { createMetrics } from '@/server/metrics';
import { addConnection } from '@/server/usecases/connections/add-connection';
import { findConnection } from '@/server/usecases/connections/find-connection';
import { createConversation } from '@/server/usecases/conversations/create-conversation';
import { recordUpload } from '@/server/usecases/media/uploads';
import { addNumber } from '@/server/usecases/numbers/add-number';
import { createHandset } from '@/server/usecases/simulator/create-handset';
import { dueOrganizations } from '@/server/usecases/simulator/due-simulator-webhooks';
import { listHandsetMessages } from '@/server/usecases/simulator/list-handset-messages';
import { writeFromHandset } from '@/server/usecases/simulator/write-from-handset';
import { houseIn } from '@/server/usecases/testing/house';
import { deliverSimulatorWebhooks, postDueWebhooks } from './deliver-simulator-webhooks';
import { Wake } from './wake';

/** The simulated carrier end to end: its API and our webhooks on a real server, its hand, a real database. */
const keyring = { keys: [{ id: 'k1', key: Buffer.alloc(32, 9) }] };
const OUR_NUMBER = '+14155550142';
const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
const photo = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#a63' } })
  .jpeg()
  .toBuffer();
const log = pino({ level: 'silent' });

const database = await testDatabase();
const home = await houseIn(database);
const organizationId = home.organization.id;
const box = { ...home.box, clock: () => new Date() };
const connections = connectionCache(box, keyring);
const media = await testMedia();
const route = (path: string) => ({ path, label: path, methods: ['POST'] });
const server = createHttpServer(
  createFront({
    settings: { https: false, dev: false, publicOrigin: 'http://waggle.test', trustedProxies: 0 },
    routes: [
      {
        ...route('/api/webhooks/'),
        handle: webhookHandler({ box, connections, publicUrl: 'http://waggle.test' }),
      },
      {
        ...route(CARRIER_MEDIA_PATH),
        methods: ['GET'],
        handle: carrierMediaHandler(box, keyring, media.storage),
      },
      { ...route('/api/simulator/'), handle: simulatorCarrierHandler(box, connections) },
    ],
    pages: () => Promise.resolve(),
    metrics: createMetrics(),
    log,
  }),
  null,
);
let webBaseUrl: string;
let webhookToken: string;
let handset: { id: string; number: string };

const mediaPath = (organization: number, fileId: string, messageId: string) =>
  `${CARRIER_MEDIA_PATH}${grantToCarrier(keyring, { organizationId: organization, fileId, messageId }, new Date())}`;
const tools = () => ({
  box,
  openConnection: connectionOpener(keyring, webBaseUrl),
  webBaseUrl,
  mediaPath,
  media,
});
const count = async (query: ReturnType<typeof sql>) => {
  const { rows } = await database.withOrganization(organizationId, (tx) => tx.execute<{ n: number }>(query));
  return rows[0]?.n;
};
const owed = () => count(sql`select count(*)::int as n from simulator_webhooks where done_at is null`);
const bodies = async () => {
  const { rows } = await database.withOrganization(organizationId, (tx) =>
    tx.execute<{ body: string }>(sql`select body from messages where direction = 'in' order by seq`),
  );
  return rows.map(({ body }) => body);
};
/** As if the time had come for everything that is owed. */
const makeDue = () =>
  database.withOrganization(organizationId, (tx) =>
    tx.execute(sql`update simulator_webhooks set due_at = now()`),
  );
const write = (text: string) =>
  home.as(home.organization.anna, (ctx) =>
    writeFromHandset(ctx, { id: uuidv7(), handsetId: handset.id, to: OUR_NUMBER, text }),
  );
/** Our worker's call to the simulated carrier, by the adapter. */
async function send(
  to: string,
  more: { from?: string; text?: string; media?: OutboundMessage['media'] } = {},
): Promise<SendOutcome> {
  const record = await home.as('carrier', (ctx) => findConnection(ctx, webhookToken));
  if (!record) throw new Error('no connection');
  const { carrier, credentials } = tools().openConnection(organizationId, record);
  const messageId = uuidv7();
  const statusUrl = `http://waggle.test/api/webhooks/${webhookToken}/status?m=${messageId}`;
  return carrier.send(credentials, {
    messageId,
    from: OUR_NUMBER,
    to,
    text: 'hello',
    media: [],
    statusUrl,
    ...more,
  });
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  webBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await home.as('operator', async (ctx) => {
    const input = { kind: 'simulator', name: 'Handsets', credentials: {}, rate: 0 };
    const connection = await addConnection(ctx, connectionSealer(keyring), input);
    webhookToken = connection.webhookToken;
    await addNumber(ctx, { connectionId: connection.id, e164: OUR_NUMBER });
  });
});
afterAll(async () => {
  server.close();
  await media.close();
});
beforeEach(async () => {
  await database.withOrganization(organizationId, (tx) => tx.execute(sql`delete from simulator_webhooks`));
  handset = await home.as(home.organization.anna, (ctx) => createHandset(ctx, { name: 'Kim' }));
});

describe('a text from a handset', () => {
  it('reaches the inbox through the signed webhook, in the order it was written', async () => {
    const before = (await bodies()).length;
    for (const text of ['one', 'two', 'three']) await write(text);
    await postDueWebhooks(tools(), organizationId);
    expect((await bodies()).slice(before)).toEqual(['one', 'two', 'three']);
    expect(await owed()).toBe(0);
  });

  it('is owed until our web process takes it, and then arrives once', async () => {
    await write('during an outage');
    const nobody = { ...tools(), webBaseUrl: 'http://127.0.0.1:9' };
    await postDueWebhooks(nobody, organizationId);
    expect(await owed()).toBe(1);
    expect((await dueOrganizations(database)).organizationIds).not.toContain(organizationId);
    await makeDue();
    await postDueWebhooks(tools(), organizationId);
    expect((await bodies()).filter((body) => body === 'during an outage')).toHaveLength(1);
    expect(await owed()).toBe(0);
  });

  it('is given up after ten posts that nobody took', async () => {
    await write('never');
    const nobody = { ...tools(), webBaseUrl: 'http://127.0.0.1:9' };
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect(await owed()).toBe(1);
      await makeDue();
      await postDueWebhooks(nobody, organizationId);
    }
    expect(await owed()).toBe(0);
  });

  it('is posted by the running hand as soon as it is woken', async () => {
    const wake = new Wake();
    const hand = deliverSimulatorWebhooks(tools(), wake, log);
    await write('woken');
    wake.up();
    await expect.poll(bodies, { timeout: 5_000, interval: 10 }).toContain('woken');
    wake.stop();
    await hand;
  });
});

describe('a text to a handset', () => {
  it('goes by the adapter to the simulated carrier and shows on the screen', async () => {
    const outcome = await send(handset.number);
    expect(outcome).toMatchObject({ kind: 'accepted' });
    const { messages } = await home.as(home.organization.anna, (ctx) =>
      listHandsetMessages(ctx, { handsetId: handset.id }),
    );
    expect(messages).toMatchObject([{ direction: 'received', peer: OUR_NUMBER, text: 'hello' }]);
  });

  it('is reported on to our webhook, which takes both reports', async () => {
    await send(handset.number);
    await makeDue();
    await postDueWebhooks(tools(), organizationId);
    expect(await owed()).toBe(0);
    const quarantined = await count(sql`select count(*)::int as n from quarantine`);
    const reported = sql`select count(distinct status)::int as n from receipts where status in ('sent', 'delivered')`;
    expect([await count(reported), quarantined]).toEqual([2, 0]);
  });

  it('that the carrier refuses is an outcome with its fault', async () => {
    expect(await send(handset.number, { from: '+12125550199' })).toMatchObject({
      kind: 'rejected',
      fault: 'sender_not_capable',
    });
  });
});

describe('a file', () => {
  const screen = async () =>
    (await home.as(home.organization.anna, (ctx) => listHandsetMessages(ctx, { handsetId: handset.id })))
      .messages;
  const bytesOf = (fileId: string) => media.storage.open(storageKey(organizationId, fileId)).then(buffer);
  /** As the door of uploads does it: kept raw for a handset, read for the inbox. */
  async function upload(place: object, body: Buffer, name: string, type?: string): Promise<string> {
    const id = uuidv7();
    const at = { organizationId, id, name };
    const stored =
      type === undefined
        ? await ingest(media, Readable.from([body]), at)
        : await keepRaw(media, Readable.from([body]), at, type);
    const input = uploadInput.parse({ id, name, ...place });
    await home.as(home.organization.anna, (ctx) => recordUpload(ctx, input, stored));
    return id;
  }

  it('from a handset is announced to the inbox, and is what it was at the address given', async () => {
    const hostile = Buffer.from('<svg onload="alert(1)"/>');
    const fileIds = [
      await upload({ handsetId: handset.id }, hostile, `${'x'.repeat(4_000)}.svg`, 'image/svg+xml'),
      await upload({ handsetId: handset.id }, photo, 'Größe.jpg', 'image/jpeg'),
    ];
    const id = uuidv7();
    const input = { id, handsetId: handset.id, to: OUR_NUMBER, text: '', fileIds };
    await home.as(home.organization.anna, (ctx) => writeFromHandset(ctx, input));
    await postDueWebhooks(tools(), organizationId);
    expect(await owed()).toBe(0);
    const announced = await home.rows<{ source: { url: string }; name: string; content_type: string }>(
      `select source, name, content_type from files
       where conversation_id is not null and state = 'fetching' order by position`,
    );
    expect(announced.map(({ content_type }) => content_type)).toEqual(['image/svg+xml', 'image/jpeg']);
    expect(announced[1]?.name).toBe('Größe.jpg');
    const fetched = await Promise.all(announced.map(({ source }) => fetch(source.url)));
    const bodies = await Promise.all(fetched.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
    expect(bodies).toEqual([hostile, photo]);
  });

  it('to a handset is fetched from the address given, and is byte for byte what was uploaded', async () => {
    const { conversationId } = await home.as(home.organization.anna, (ctx) =>
      createConversation(ctx, {
        serviceId: home.organization.serviceId,
        to: handset.number,
        country: 'US',
      }),
    );
    const files = [
      { id: await upload({ conversationId }, photo, 'a.jpg'), name: 'a.jpg', contentType: 'image/jpeg' },
      { id: await upload({ conversationId }, PDF, 'b.pdf'), name: 'b.pdf', contentType: 'application/pdf' },
    ];
    const given = files.map(({ id, ...file }) => ({
      ...file,
      url: `https://waggle.example${mediaPath(organizationId, id, uuidv7())}`,
    }));
    await send(handset.number, { text: '', media: given });
    expect((await screen())[0]?.files.map(({ state }) => state)).toEqual(['fetching', 'fetching']);
    await postDueWebhooks(tools(), organizationId);
    const shown = (await screen())[0]?.files ?? [];
    expect(shown).toMatchObject([
      { name: 'a.jpg', state: 'ready', width: 90, height: 60 },
      { name: 'b.pdf', state: 'ready', bytes: PDF.length, width: null },
    ]);
    expect(await Promise.all(shown.map(({ id }) => bytesOf(id)))).toEqual(
      await Promise.all(files.map(({ id }) => bytesOf(id))),
    );
    expect(await media.left()).toEqual([]);
  });

  it('to a handset that is not at its address says so, at once', async () => {
    const url = `https://waggle.example${mediaPath(organizationId, uuidv7(), uuidv7())}`;
    await send(handset.number, { media: [{ url, name: 'a.pdf', contentType: 'application/pdf' }] });
    await postDueWebhooks(tools(), organizationId);
    expect((await screen())[0]?.files).toMatchObject([{ state: 'unavailable', fault: 'not_found' }]);
  });

  it('to a handset is asked for ten times before it is given up', async () => {
    const url = `https://waggle.example${mediaPath(organizationId, uuidv7(), uuidv7())}`;
    await send(handset.number, { media: [{ url, name: 'a.pdf', contentType: 'application/pdf' }] });
    const nobody = { ...tools(), webBaseUrl: 'http://127.0.0.1:9' };
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect((await screen())[0]?.files).toMatchObject([{ state: 'fetching' }]);
      await makeDue();
      await postDueWebhooks(nobody, organizationId);
    }
    expect((await screen())[0]?.files).toMatchObject([{ state: 'unavailable', fault: 'unreachable' }]);
  });
});

describe("the simulated carrier's API", () => {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${webBaseUrl}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });

  it('takes nothing without the signature of its connection', async () => {
    const answer = await post(`/api/simulator/${webhookToken}/messages`, '{}', {
      'x-simulator-timestamp': String(Math.floor(Date.now() / 1_000)),
      'x-simulator-signature': `v1=${'0'.repeat(64)}`,
    });
    expect(answer.status).toBe(401);
    expect(await owed()).toBe(0);
  });

  it('is not there for an unknown token', async () => {
    const unknown = `/api/simulator/${organizationId.toString(36)}-${'x'.repeat(32)}/messages`;
    expect((await post(unknown, '{}')).status).toBe(404);
  });
});
