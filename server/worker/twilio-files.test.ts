import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { carrierFor } from '@/server/carriers/carrier-registry';
import { startTwilioStandIn } from '@/server/carriers/twilio/testing/twilio-stand-in';
import { uploadInput } from '@/server/domain/media/inputs';
import { carrierMediaHandler } from '@/server/http/carrier-media';
import { createFront } from '@/server/http/front';
import { createHttpServer } from '@/server/http/http-server';
import { CARRIER_MEDIA_PATH, grantToCarrier } from '@/server/media/carrier-address';
import { ingest } from '@/server/media/ingest';
import { storageKey } from '@/server/media/storage';
import { testMedia } from '@/server/media/testing/media-tools';
import { createMetrics } from '@/server/metrics';
import { claimDue } from '@/server/outbox/claim-due';
import { recordUpload } from '@/server/usecases/media/uploads';
import { deliverMessage } from '@/server/usecases/messages/deliver-message';
import { sendMessage } from '@/server/usecases/messages/send-message';
import { house } from '@/server/usecases/testing/house';
import { openThread } from '@/server/usecases/testing/thread';
import { fetchDueFiles } from './testing/fetch-due-files';

/** Files to and from a carrier like Twilio: its API, our door for carriers, the worker's hands, a real database. */
const ACCOUNT = `AC${'5'.repeat(32)}`;
const keyring = { keys: [{ id: 'k1', key: Buffer.alloc(32, 9) }] };
const log = pino({ level: 'silent' });
const home = await house();
const box = { ...home.box, clock: () => new Date() };
const thread = await openThread(home);
const media = await testMedia();
const twilio = await startTwilioStandIn();
const photo = await sharp({ create: { width: 50, height: 40, channels: 3, background: '#36a' } })
  .jpeg()
  .toBuffer();
const server = createHttpServer(
  createFront({
    settings: { https: false, dev: false, publicOrigin: 'http://waggle.test', trustedProxies: 0 },
    routes: [
      {
        path: CARRIER_MEDIA_PATH,
        label: CARRIER_MEDIA_PATH,
        methods: ['GET'],
        handle: carrierMediaHandler(box, keyring, media.storage),
      },
    ],
    pages: () => Promise.resolve(),
    metrics: createMetrics(),
    log,
  }),
  null,
);
let publicUrl: string;

const openConnection = (baseUrl = twilio.baseUrl) => ({
  carrier: carrierFor('twilio'),
  credentials: { accountSid: ACCOUNT, authToken: 'secret', apiBaseUrl: baseUrl },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await Promise.all([twilio.close(), media.close()]);
});

/** A file that the stand-in keeps of a customer. @returns its address */
async function keptByTwilio(bytes: Buffer): Promise<string> {
  const answer = await fetch(`${twilio.baseUrl}/stand-in/media`, {
    method: 'POST',
    body: new Uint8Array(bytes),
  });
  const { name } = (await answer.json()) as { name: string };
  return `${twilio.baseUrl}/2010-04-01/Accounts/${ACCOUNT}/Messages/MM${'6'.repeat(32)}/Media/${name}`;
}

it('an MMS that is sent is fetched by the carrier from its addresses, byte for byte', async () => {
  const { anna, id: organizationId } = home.organization;
  const fileId = uuidv7();
  const place = uploadInput.parse({ id: fileId, conversationId: thread.conversationId, name: 'a.jpg' });
  const stored = await ingest(media, Readable.from([photo]), { organizationId, id: fileId, name: 'a.jpg' });
  await home.as(anna, (ctx) => recordUpload(ctx, place, stored));
  await home.as(anna, (ctx) =>
    sendMessage(ctx, {
      id: uuidv7(),
      conversationId: thread.conversationId,
      text: '',
      files: [{ id: fileId, alt: '' }],
    }),
  );
  for (const claim of await claimDue(home.database, 20)) {
    await deliverMessage(
      {
        box,
        openConnection: () => openConnection(),
        statusUrl: () => `${publicUrl}/status`,
        mediaUrl: (organization, file, messageId) =>
          `${publicUrl}${CARRIER_MEDIA_PATH}${grantToCarrier(keyring, { organizationId: organization, fileId: file, messageId }, new Date())}`,
        pause: async () => undefined,
      },
      claim,
    );
  }
  const bytes = await buffer(await media.storage.open(storageKey(organizationId, fileId)));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await vi.waitFor(() =>
    expect(twilio.messages.map((message) => message.media)).toEqual([
      [{ status: 200, contentType: 'image/jpeg', sha256 }],
    ]),
  );
  expect((await thread.messages()).at(-1)).toMatchObject({ channel: 'mms', status: 'submitted' });
});

it('an MMS that comes is fetched with the account’s login, where the carrier leads', async () => {
  const url = await keptByTwilio(photo);
  expect((await fetch(url)).status).toBe(401);
  await home.receive(thread.customer, 'Look', { media: [{ url, contentType: 'image/jpeg' }] });
  await fetchDueFiles({ box, media, openConnection: () => openConnection() }, log);
  expect((await thread.messages()).at(-1)).toMatchObject({
    body: 'Look',
    files: [{ state: 'ready', contentType: 'image/jpeg', width: 50, height: 40 }],
  });
});

it('a file at an address that is not the account’s carrier is not asked for', async () => {
  const url = await keptByTwilio(photo);
  await home.receive(thread.customer, 'Look again', { media: [{ url, contentType: 'image/jpeg' }] });
  const elsewhere = () => openConnection('http://127.0.0.1:9');
  await fetchDueFiles({ box, media, openConnection: elsewhere }, log);
  expect((await thread.messages()).at(-1)).toMatchObject({
    files: [{ state: 'unavailable', fault: 'unreachable' }],
  });
});

it('a file that was counted and has no address is said to be missing, and its text stands', async () => {
  await home.receive(thread.customer, 'And this', { media: [{ url: '', contentType: 'image/jpeg' }] });
  await fetchDueFiles({ box, media, openConnection: () => openConnection() }, log);
  expect((await thread.messages()).at(-1)).toMatchObject({
    body: 'And this',
    files: [{ state: 'unavailable', fault: 'unreachable' }],
  });
});
