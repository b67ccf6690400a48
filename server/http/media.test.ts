import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import type { Session } from '@/server/auth/resolve-session';
import { inOrganization } from '@/server/context';
import type { FileView } from '@/server/domain/media/file';
import { CARRIER_MEDIA_PATH, grantToCarrier } from '@/server/media/carrier-address';
import { testMedia } from '@/server/media/testing/media-tools';
import { createMetrics } from '@/server/metrics';
import { createConversation } from '@/server/usecases/conversations/create-conversation';
import { createHandset } from '@/server/usecases/simulator/create-handset';
import { type House, house, houseIn } from '@/server/usecases/testing/house';
import { carrierMediaHandler } from './carrier-media';
import { createFront } from './front';
import { createHttpServer } from './http-server';
import { mediaHandler, shrinkHandler } from './media';

const keyring = { keys: [{ id: 'k1', key: Buffer.alloc(32, 5) }] };
const media = await testMedia();
const home: House = await house();
const others: House = await houseIn(home.database);
/** Who the cookie says it is. */
const people = new Map<string, { at: House; user: TestUser }>();

const parts = {
  media,
  async resolve({ cookie = '' }: IncomingHttpHeaders): Promise<Session | null> {
    const who = people.get(cookie);
    if (!who) return null;
    const { id, role, licence } = who.user;
    return {
      sessionId: 'test',
      organizationId: who.at.organization.id,
      actor: { kind: 'user', userId: id, role, licence, active: true },
      user: { ...who.user, name: 'Test', email: 'test@example.com' },
    };
  },
  run: <T>(session: Session, verb: Parameters<typeof inOrganization<T>>[3]) =>
    inOrganization(home.box, session.organizationId, session.actor, verb),
};
const server = createHttpServer(
  createFront({
    settings: { https: false, dev: false, publicOrigin: 'http://waggle.test', trustedProxies: 0 },
    routes: [
      {
        path: '/api/media/shrink',
        label: 's',
        methods: ['POST'],
        guard: 'page',
        handle: shrinkHandler(parts),
      },
      {
        path: CARRIER_MEDIA_PATH,
        label: 'c',
        methods: ['GET'],
        handle: carrierMediaHandler(home.box, keyring, media.storage),
      },
      {
        path: '/api/media/',
        label: 'm',
        methods: ['GET', 'POST'],
        guard: 'upload',
        handle: mediaHandler(parts),
      },
    ],
    pages: () => Promise.resolve(),
    metrics: createMetrics(),
    log: pino({ level: 'silent' }),
  }),
  null,
);

let origin: string;
let conversationId: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { anna, jonas, outsider, admin, serviceId } = home.organization;
  for (const [name, user] of Object.entries({ anna, jonas, outsider, admin }))
    people.set(name, { at: home, user });
  people.set('stranger', { at: others, user: others.organization.admin });
  ({ conversationId } = await home.as(anna, (ctx) =>
    createConversation(ctx, { serviceId, to: '+14155550142', country: 'US' }),
  ));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await media.close();
});

const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a63' } })
  .jpeg()
  .toBuffer();

function upload(
  who: string,
  body: Buffer,
  { id = uuidv7(), place = `conversation=${conversationId}`, name = 'a.pdf', headers = {} } = {},
): Promise<Response> {
  return fetch(`${origin}/api/media/${id}?${place}&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { cookie: who, origin, 'content-type': 'application/octet-stream', ...headers },
  });
}
const ask = (who: string, path: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}/api/media/${path}`, { headers: { cookie: who, ...headers } });
const uploaded = async (...given: Parameters<typeof upload>): Promise<FileView> =>
  (await (await upload(...given)).json()) as FileView;
const reasonOf = async (response: Response) => {
  const body = (await response.json()) as { error?: { reason: string } };
  return [response.status, body.error?.reason];
};

describe('an upload', () => {
  it('is answered with what the file is, and can be fetched by its uploader', async () => {
    const response = await upload('anna', PDF, { name: 'Größe.pdf' });
    expect(response.status).toBe(201);
    const file = (await response.json()) as FileView;
    expect(file).toMatchObject({
      name: 'Größe.pdf',
      contentType: 'application/pdf',
      state: 'ready',
      bytes: PDF.length,
    });
    const fetched = await ask('anna', file.id);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(PDF);
    expect(fetched.headers.get('content-disposition')).toBe(
      `attachment; filename="Gr__e.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf`,
    );
    expect(fetched.headers.get('x-content-type-options')).toBe('nosniff');
    expect(fetched.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('with the same id again answers the same, and stores nothing twice', async () => {
    const id = uuidv7();
    const first = await uploaded('anna', PDF, { id });
    expect(await uploaded('anna', PDF, { id })).toEqual(first);
    expect(await reasonOf(await upload('jonas', PDF, { id }))).toEqual([409, 'id_in_use']);
  });

  it.each<[string, string, () => Promise<Response>, [number, string]]>([
    ['nobody signed in', 'unauthenticated', () => upload('', PDF), [401, 'signed_out']],
    ['no part of the conversation', 'hidden', () => upload('outsider', PDF), [404, 'conversation_not_found']],
    ['of another organization', 'hidden', () => upload('stranger', PDF), [404, 'conversation_not_found']],
    [
      'a page of another site',
      'refused',
      () => upload('anna', PDF, { headers: { origin: 'https://evil.test' } }),
      [403, 'cross_site'],
    ],
    [
      'a form',
      'refused',
      () => upload('anna', PDF, { headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
      [403, 'cross_site'],
    ],
    ['without a place', 'refused', () => upload('anna', PDF, { place: 'x=1' }), [400, 'bad_upload']],
    [
      'with an id that is none',
      'refused',
      () => upload('anna', PDF, { id: '0'.repeat(36) }),
      [400, 'bad_upload'],
    ],
    [
      'a program',
      'refused',
      () => upload('anna', Buffer.from('4d5a90000300', 'hex')),
      [422, 'type_not_taken'],
    ],
    ['nothing', 'refused', () => upload('anna', Buffer.alloc(0)), [422, 'empty']],
  ])('of %s is %s', async (_, __, send, expected) => {
    const before = await home.rows('select id from files');
    expect(await reasonOf(await send())).toEqual(expected);
    expect(await home.rows('select id from files')).toEqual(before);
    expect(await media.left()).toEqual([]);
  });

  it('of more than 25 MB is cut off with a sentence', async () => {
    const response = await upload('anna', Buffer.alloc(25_000_001, 97)).catch(() => null);
    // The connection may be closed before the answer is read; then that is the answer.
    if (response) expect(await reasonOf(response)).toEqual([413, 'too_big']);
    expect(await media.left()).toEqual([]);
  });

  it('is one of at most thirty that wait in a conversation', async () => {
    const { conversationId: full } = await home.as(home.organization.jonas, (ctx) =>
      createConversation(ctx, { serviceId: home.organization.serviceId, to: '+14155550155', country: 'US' }),
    );
    const place = `conversation=${full}`;
    await Promise.all(Array.from({ length: 30 }, () => uploaded('jonas', PDF, { place })));
    expect(await reasonOf(await upload('jonas', PDF, { place }))).toEqual([422, 'too_many_waiting']);
    expect((await upload('anna', PDF, { place })).status, 'each person has their own').toBe(201);
  });
});

describe('a stored file', () => {
  it('that was not sent yet is its uploader’s alone', async () => {
    const { id } = await uploaded('anna', PDF);
    for (const who of ['jonas', 'admin', 'outsider', 'stranger'])
      expect((await ask(who, id)).status, who).toBe(404);
    expect((await ask('', id)).status).toBe(401);
  });

  it('is there for everybody who may see its conversation once it is sent, and for nobody else', async () => {
    const { id } = await uploaded('anna', photo, { name: 'p.jpg' });
    await home.rows(`update files set message_id = '${uuidv7()}' where id = '${id}' returning id`);
    for (const who of ['anna', 'jonas', 'admin']) expect((await ask(who, id)).status, who).toBe(200);
    for (const who of ['outsider', 'stranger']) expect((await ask(who, id)).status, who).toBe(404);
  });

  it('that is a picture may be shown, and has a small copy', async () => {
    const { id } = await uploaded('anna', photo, { name: 'p.jpg' });
    const whole = await ask('anna', id);
    expect(whole.headers.get('content-disposition')).toMatch(/^inline/);
    expect(whole.headers.get('content-type')).toBe('image/jpeg');
    const small = await ask('anna', `${id}?small`);
    expect(small.headers.get('content-type')).toBe('image/webp');
    const saved = await ask('anna', `${id}?save`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('is not sent again to a browser that has it, as long as it still may', async () => {
    const { id } = await uploaded('anna', PDF);
    const etag = (await ask('anna', id)).headers.get('etag') ?? '';
    expect((await ask('anna', id, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('jonas', id, { 'if-none-match': etag })).status).toBe(404);
  });

  it.each([
    ['bytes=0-3', 206, '%PDF', `bytes 0-3/${PDF.length}`],
    ['bytes=-6', 206, '%%EOF\n', `bytes ${PDF.length - 6}-${PDF.length - 1}/${PDF.length}`],
    [`bytes=9-`, 206, '%%EOF\n', `bytes 9-${PDF.length - 1}/${PDF.length}`],
    ['bytes=9999-', 416, '', `bytes */${PDF.length}`],
    ['bytes=0-1,3-4', 200, PDF.toString(), null],
    ['cows=1-2', 200, PDF.toString(), null],
  ])('asked for %s answers %i', async (range, status, body, contentRange) => {
    const { id } = await uploaded('anna', PDF);
    const response = await ask('anna', id, { range });
    expect([response.status, await response.text()]).toEqual([status, body]);
    expect(response.headers.get('content-range')).toBe(contentRange);
  });

  it('of a handset is there for everybody of its organization', async () => {
    const { id: handset } = await home.as('operator', (ctx) => createHandset(ctx, { name: 'Phone' }));
    const { id } = await uploaded('anna', photo, { place: `handset=${handset}` });
    expect((await ask('outsider', id)).status).toBe(200);
    expect((await ask('stranger', id)).status).toBe(404);
  });
});

describe('a file on a virtual telephone', () => {
  let place: string;
  beforeAll(async () => {
    const { id } = await home.as('operator', (ctx) => createHandset(ctx, { name: 'Phone' }));
    place = `handset=${id}`;
  });
  const onPhone = (body: Buffer, type: string, name = 'a') =>
    uploaded('anna', body, { place: `${place}&type=${encodeURIComponent(type)}`, name });

  it.each<[string, Buffer, string, string]>([
    ['a page that calls itself a picture', Buffer.from('<script>alert(1)</script>'), 'image/jpeg', 'x.jpg'],
    ['a drawing with a script', Buffer.from('<svg onload="alert(1)"/>'), 'image/svg+xml', 'x.svg'],
    ['a page', Buffer.from('<!doctype html>'), 'text/html', 'x.html'],
    ['a program', Buffer.from('4d5a90000300', 'hex'), 'application/x-msdownload', 'x.exe'],
    ['nothing', Buffer.alloc(0), 'image/png', 'x.png'],
    ['a name without end', PDF, 'application/pdf', `${'x'.repeat(4_000)}.pdf`],
  ])('is kept byte for byte and is never shown by itself: %s', async (_, body, type, name) => {
    const file = await onPhone(body, type, name);
    expect(file).toMatchObject({ name, contentType: type, bytes: body.length, width: null, state: 'ready' });
    const fetched = await ask('anna', file.id);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(body);
    expect(fetched.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(fetched.headers.get('content-type')).not.toMatch(/html|svg|msdownload/);
    expect(await media.left()).toEqual([]);
  });

  it('is shown when it surely is a picture, by a small copy drawn anew; its own bytes stay', async () => {
    const tagged = await sharp(photo)
      .withExif({ IFD0: { Make: 'Kim' } })
      .jpeg()
      .toBuffer();
    const file = await onPhone(tagged, 'image/jpeg', 'p.jpg');
    expect(file).toMatchObject({ width: 900, height: 600 });
    expect((await ask('anna', `${file.id}?small`)).headers.get('content-type')).toBe('image/webp');
    expect(Buffer.from(await (await ask('anna', file.id)).arrayBuffer())).toEqual(tagged);
  });

  it('has a claimed type only when that is one', async () => {
    for (const type of ['', 'nonsense', 'text/html\r\nx: y', `a/${'b'.repeat(190)}`])
      expect(await onPhone(PDF, type)).toMatchObject({ contentType: 'application/octet-stream' });
  });
});

describe('a picture made to fit', () => {
  const shrink = (who: string, body: unknown) =>
    fetch(`${origin}/api/media/shrink`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { cookie: who, origin, 'content-type': 'application/json' },
    });

  it('is a new file within the budget that says how large it was; the old one stays', async () => {
    const pixels = Buffer.from(Array.from({ length: 1_000 * 800 * 3 }, (_, index) => (index * 7_919) % 251));
    const noisy = await sharp(pixels, { raw: { width: 1_000, height: 800, channels: 3 } })
      .png()
      .toBuffer();
    const large = await uploaded('anna', noisy, { name: 'noise.png' });
    const response = await shrink('anna', { id: uuidv7(), fileId: large.id, budget: 200_000 });
    const small = (await response.json()) as FileView;
    expect(small).toMatchObject({ name: 'noise.jpg', contentType: 'image/jpeg', state: 'ready' });
    expect(small.bytes).toBeLessThanOrEqual(200_000);
    expect((await ask('anna', large.id)).status).toBe(200);
    const rows = await home.rows(`select original_bytes from files where id = '${small.id}'`);
    expect(rows).toEqual([{ original_bytes: large.bytes }]);
  });

  it('must be a picture, and one’s own', async () => {
    const { id: fileId } = await uploaded('anna', PDF);
    const budget = 100_000;
    expect(await reasonOf(await shrink('anna', { id: uuidv7(), fileId, budget }))).toEqual([
      422,
      'not_a_picture',
    ]);
    expect(await reasonOf(await shrink('jonas', { id: uuidv7(), fileId, budget }))).toEqual([
      404,
      'file_not_found',
    ]);
    expect(await reasonOf(await shrink('anna', { id: uuidv7(), fileId, budget: 5 }))).toEqual([
      400,
      'bad_shrink',
    ]);
  });
});

describe('an address given to a carrier', () => {
  it('opens its one file without a session, for a day, and no other address does', async () => {
    const { id: fileId } = await uploaded('anna', photo, { name: 'p.jpg' });
    const grant = { organizationId: home.organization.id, fileId, messageId: uuidv7() };
    const address = grantToCarrier(keyring, grant, home.now);
    const get = (part: string) => fetch(`${origin}${CARRIER_MEDIA_PATH}${part}`);
    const fetched = await get(address);
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const other = await uploaded('anna', PDF);
    for (const wrong of [
      address.replace(fileId, other.id),
      address.replace(grant.messageId, uuidv7()),
      `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`,
      address.replace(`${home.organization.id}.`, `${others.organization.id}.`),
      grantToCarrier({ keys: [{ id: 'k', key: Buffer.alloc(32, 6) }] }, grant, home.now),
      grantToCarrier(keyring, grant, new Date(home.now.getTime() - 24 * 3_600_000)),
      '',
      '..%2f..%2fetc%2fpasswd',
    ]) {
      expect((await get(wrong)).status, wrong).toBe(404);
    }
  });
});
