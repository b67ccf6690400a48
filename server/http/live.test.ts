import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import { revokeSessions } from '@/server/auth/end-sessions';
import { goodSessions, resolveSession } from '@/server/auth/resolve-session';
import { sessionCookie } from '@/server/auth/session-cookie';
import { signedIn } from '@/server/auth/testing/signed-in';
import { inOrganization } from '@/server/context';
import type { LiveEvent } from '@/server/domain/events/event';
import { LiveHub } from '@/server/events/live-hub';
import type { Exchange } from './exchange';
import { LiveDoor } from './live';
import { sendError } from './send-json';

const database = await testDatabase();
const cookie = sessionCookie({ keys: [{ id: 'k1', key: Buffer.alloc(32, 1) }] }, 'http://waggle.test');
const faults: unknown[] = [];
const hub = new LiveHub(database, (error) => faults.push(error));
const newDoor = () =>
  new LiveDoor({
    hub,
    resolve: (headers) => resolveSession(database, cookie, headers),
    goodSessions: (ids) => goodSessions(database, ids),
    onError: (error) => faults.push(error),
  });
let door = newDoor();

const server = createServer((req, res) => {
  const [path = '', query] = (req.url ?? '').split('?');
  const exchange: Exchange = {
    requestId: 'r',
    path,
    query: query ? `?${query}` : '',
    clientAddress: '',
    log: pino({ level: 'silent' }),
  };
  Promise.resolve(door.handle(req, res, exchange)).catch((error) => sendError(res, exchange, error));
});
let port: number;
let organization: TestOrganization;
let anna: { cookie: string };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(async () => {
  organization = await testOrganization(database);
  anna = await signedIn(database, cookie, { organizationId: organization.id, userId: organization.anna.id });
});
afterAll(() => {
  door.drain();
  server.closeAllConnections();
  server.close();
  expect(faults).toEqual([]);
});

interface Connection {
  status: number;
  headers: IncomingMessage['headers'];
  text(): string;
  ended: Promise<void>;
  close(): void;
}

function open(query = '', headers: Record<string, string> = anna): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const req = request({ port, path: `/api/live${query}`, headers, agent: false }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      const ended = new Promise<void>((done) => res.on('close', done));
      const { statusCode: status = 0, headers: answered } = res;
      resolve({ status, headers: answered, text: () => text, ended, close: () => req.destroy() });
    });
    req.on('error', reject);
    req.end();
  });
}

async function publish(event: LiveEvent = { kind: 'settings.changed' }): Promise<void> {
  const doorbell = { ringEvents: (id: number) => hub.ring([id]), ringOutbox: () => {} };
  const box = { database, doorbell, clock: () => new Date() };
  await inOrganization(box, organization.id, { kind: 'job' }, async (ctx) =>
    ctx.publish({ to: 'organization' }, event),
  );
}

describe('GET /api/live', () => {
  it('streams the news to whoever is signed in, past proxies and caches', async () => {
    const screen = await open();
    expect([screen.status, screen.headers]).toMatchObject([
      200,
      {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'private, no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    ]);
    await publish();
    await vi.waitFor(() =>
      expect(screen.text()).toMatch(
        /^event: hello\nid: [0-9a-f-]{36}\.0\ndata: {}\n\nevent: news\nid: [0-9a-f-]{36}\.1\ndata: {"kind":"settings.changed"}\n\n$/,
      ),
    );
    screen.close();
  });

  it('answers nobody who is not signed in', async () => {
    expect((await open('', {})).status).toBe(401);
  });

  it('goes on after the cursor of the address, and after the header where the browser came back by itself', async () => {
    const first = await open();
    for (let i = 0; i < 3; i += 1) await publish();
    await vi.waitFor(() => expect(first.text()).toContain('.3\n'));
    const [epoch] = /[0-9a-f-]{36}/.exec(first.text()) ?? [''];
    const byAddress = await open(`?after=${epoch}.1`);
    await vi.waitFor(() =>
      expect([...byAddress.text().matchAll(/news\nid: .*\.(\d)\n/g)].map(([, n]) => n)).toEqual(['2', '3']),
    );
    const byHeader = await open(`?after=${epoch}.1`, { ...anna, 'last-event-id': `${epoch}.2` });
    await vi.waitFor(() =>
      expect([...byHeader.text().matchAll(/news\nid: .*\.(\d)\n/g)].map(([, n]) => n)).toEqual(['3']),
    );
    const garbled = await open('?after=garbage');
    await vi.waitFor(() => expect(garbled.text()).toContain(`event: reset\nid: ${epoch}.3\n`));
    for (const screen of [first, byAddress, byHeader, garbled]) screen.close();
  });

  it('moves the cursor with each heartbeat, past news that were for others', async () => {
    const screen = await open();
    await publish();
    await vi.waitFor(() => expect(screen.text()).toContain('.1\n'));
    door.beat();
    await vi.waitFor(() =>
      expect(screen.text()).toMatch(/event: beat\nid: [0-9a-f-]{36}\.1\ndata: \{\}\n\n$/),
    );
    screen.close();
  });

  it('lets one person have ten streams and not eleven; a closed one makes room', async () => {
    const screens = await Promise.all(Array.from({ length: 10 }, () => open()));
    expect(screens.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await open()).status).toBe(429);
    screens[0]?.close();
    await vi.waitFor(async () => {
      const again = await open();
      again.close();
      expect(again.status).toBe(200);
    });
    for (const screen of screens) screen.close();
  });

  it('ends the streams of a session that was revoked, and no other', async () => {
    const { id: organizationId, jonas } = organization;
    const other = await open('', await signedIn(database, cookie, { organizationId, userId: jonas.id }));
    const screen = await open();
    await revokeSessions(database, organizationId, organization.anna.id);
    await door.check();
    await screen.ended;
    await publish();
    await vi.waitFor(() => expect(other.text()).toContain('event: news'));
    other.close();
  });

  it('cuts off a screen that does not read, while another goes on', async () => {
    const good = await open();
    const slow: Socket = connect(port, '127.0.0.1');
    slow.pause();
    slow.write(`GET /api/live HTTP/1.1\r\nHost: x\r\nCookie: ${anna.cookie}\r\n\r\n`);
    await vi.waitFor(() => expect(hub.streams).toBe(2));
    const text = 'x'.repeat(500_000);
    // Kernel buffers take the first few megabytes of what nobody reads.
    for (let i = 1; i <= 30; i += 1) {
      await publish({ kind: 'draft.saved', conversationId: 'c', text, revision: i });
      await vi.waitFor(() => expect(good.text().length).toBeGreaterThan(i * text.length));
    }
    await vi.waitFor(() => expect(hub.streams).toBe(1));
    slow.destroy();
    good.close();
  }, 30_000);

  it('leaves nothing behind when screens connect and drop 200 times', async () => {
    await vi.waitFor(() => expect(hub.streams).toBe(0));
    const warned: unknown[] = [];
    const onWarning = (warning: Error) => warned.push(warning);
    process.on('warning', onWarning);
    for (let i = 0; i < 40; i += 1) {
      const screens = await Promise.all(Array.from({ length: 5 }, () => open()));
      for (const screen of screens) screen.close();
      await vi.waitFor(() => expect(hub.streams).toBe(0));
    }
    await vi.waitFor(
      () =>
        new Promise((resolve, reject) =>
          server.getConnections((_e, count) => (count === 0 ? resolve(0) : reject())),
        ),
    );
    expect(database.stats()).toMatchObject({ waiting: 0 });
    process.off('warning', onWarning);
    expect(warned).toEqual([]);
  }, 30_000);

  it('sends everybody away at a drain, each at another moment, and takes nobody new', async () => {
    const screens = await Promise.all(Array.from({ length: 4 }, () => open()));
    door.drain();
    await Promise.all(screens.map(({ ended }) => ended));
    const waits = screens.map((screen) =>
      Number(/event: reconnect\ndata: {"afterMs":(\d+)}\n\n$/.exec(screen.text())?.[1]),
    );
    for (const wait of waits) expect(wait).toSatisfy((ms: number) => ms >= 0 && ms <= 5_000);
    expect(new Set(waits).size).toBeGreaterThan(1);
    expect((await open()).status).toBe(503);
    door = newDoor();
  });
});
