import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loginCredentials, logins } from '@/db/schema/users';
import { databaseRelay } from '@/db/testing/database-relay';
import { testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import { hashPassword } from './auth/hash-password';
import { startWeb, type Web, type WebSettings } from './start-web';
import { pageGateway } from './trpc/page-gateway';

const PASSWORD = 'correct horse battery staple';
const ORIGIN = 'http://waggle.test';
const database = await testDatabase();
const relay = await databaseRelay(database.url);
const stateDir = await mkdtemp(path.join(tmpdir(), 'waggle-web-'));
const logged: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
/** Pages that answer when a test lets them. */
let releasePage: (() => void) | null = null;
const settings: WebSettings = {
  port: 0,
  databaseUrl: relay.url,
  publicUrl: ORIGIN,
  keyring: { keys: [{ id: 'k1', key: Buffer.alloc(32, 9) }] },
  stateDir,
  mediaUrl: null,
  trustedProxies: 0,
  metricsToken: null,
  dev: false,
};
const start = (changes: Partial<WebSettings> = {}) =>
  startWeb(
    { ...settings, ...changes },
    {
      handle: async (_req, res) => {
        await new Promise<void>((resolve) => {
          releasePage = resolve;
        });
        res.end('page');
      },
      upgrade: null,
      endStreams: () => undefined,
      close: () => Promise.resolve(),
    },
    log,
  );

let web: Web;
let organization: TestOrganization;

beforeAll(async () => {
  organization = await testOrganization(database);
  const { id: organizationId, anna } = organization;
  const password = await hashPassword(PASSWORD);
  await database.withOrganization(organizationId, async (tx) => {
    await tx
      .insert(logins)
      .values({ id: 'l', name: 'Anna', email: 'anna@example.com', organizationId, userId: anna.id });
    await tx
      .insert(loginCredentials)
      .values({ id: 'c', accountId: 'l', providerId: 'credential', userId: 'l', password });
  });
  web = await start();
});
afterAll(async () => {
  await web.stop();
  await rm(stateDir, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string | undefined;
  port?: number;
}

function ask(
  address: string,
  { method = 'GET', headers = {}, body, port = web.port }: Ask = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({ port, path: address, method, headers, agent: false }, async (res) => {
      let text = '';
      try {
        for await (const chunk of res) text += chunk;
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text });
      } catch (error) {
        reject(error);
      }
    });
    req.on('error', reject);
    req.end(body);
  });
}

const browser = { origin: ORIGIN, 'content-type': 'application/json', 'x-waggle': '1' };
const post = (address: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(address, { method: 'POST', headers: { ...browser, ...headers }, body: JSON.stringify(body) });
const signIn = (password = PASSWORD, email = 'anna@example.com') =>
  post('/api/auth/sign-in/email', { email, password });

async function cookieHeader(): Promise<{ cookie: string }> {
  const { headers } = await signIn();
  return { cookie: String(headers['set-cookie']).split(';')[0] ?? '' };
}
const me = (headers: Record<string, string>) =>
  ask('/api/trpc/session.me', { headers: { 'x-waggle': '1', ...headers } });

describe('over HTTP', () => {
  it('one signs in, is who one is, signs out, and is nobody again', async () => {
    const answer = await signIn();
    expect([answer.status, answer.text]).toEqual([200, '{"signedIn":true}']);
    const cookie = await cookieHeader();
    const description = await me(cookie);
    expect(JSON.parse(description.text)).toMatchObject({
      result: { data: { user: { id: organization.anna.id } } },
    });
    const out = await post('/api/auth/sign-out', {}, cookie);
    expect([out.status, String(out.headers['set-cookie'])]).toEqual([
      200,
      expect.stringMatching(/^waggle=; Max-Age=0/),
    ]);
    expect((await me(cookie)).status).toBe(401);
    expect((await me({})).status).toBe(401);
  });

  it('a wrong password and an unknown e-mail are answered alike, to the last header', async () => {
    const answers = await Promise.all([signIn('wrong'), signIn('wrong', 'nobody@example.com')]);
    const [known, unknown] = answers.map(({ status, headers, text }) => {
      const { 'x-request-id': id, date: _now, ...rest } = headers;
      return { status, rest, text: text.replace(String(id), 'id') };
    });
    expect(known?.status).toBe(401);
    expect(unknown).toEqual(known);
  });

  it('too many tries are answered 429 with the time to wait', async () => {
    for (let i = 0; i < 10; i += 1) await signIn('wrong', 'victim@example.com');
    const answer = await signIn('wrong', 'victim@example.com');
    expect([answer.status, Number(answer.headers['retry-after'])]).toEqual([429, expect.closeTo(890, -2)]);
    expect(answer.text).toMatch(/Too many tries\. Wait 1[45] min/);
  });

  it.each([
    ['no JSON', 'x', 400],
    [
      'a foreign form',
      JSON.stringify({ email: 'a@b.c', password: 'x', callbackURL: 'https://evil.example' }),
      400,
    ],
    ['an e-mail that is no text', JSON.stringify({ email: { $gt: '' }, password: 'x' }), 400],
    ['a body of 30 MB', 'x'.repeat(30_000_000), 413],
  ])('signing in with %s is refused', async (_name, body, status) => {
    // Of a large body the server reads the announcement only, so the rest may meet a closed connection.
    const answer = await ask('/api/auth/sign-in/email', { method: 'POST', headers: browser, body }).catch(
      () => null,
    );
    expect(answer?.status ?? 413).toBe(status);
  });

  it('nothing else of the sign-in library is reachable', async () => {
    for (const name of [
      'sign-up/email',
      'get-session',
      'update-user',
      'change-password',
      'ok',
      'error',
      'list-sessions',
      'reset-password',
    ]) {
      expect((await post(`/api/auth/${name}`, {}, await cookieHeader())).status).toBe(404);
      expect((await ask(`/api/auth/${name}`, { headers: browser })).status).toBe(404);
    }
  }, 30_000);
});

describe('the router', () => {
  it('bounds batches and bodies and takes no foreign method', async () => {
    const cookie = await cookieHeader();
    const batch = (count: number) =>
      me({ ...cookie }).then(() =>
        ask(`/api/trpc/${Array(count).fill('session.me').join()}?batch=1&input=%7B%7D`, {
          headers: { 'x-waggle': '1', ...cookie },
        }),
      );
    expect((await batch(10)).status).toBe(200);
    expect((await batch(11)).status).toBe(400);
    const large = await post('/api/trpc/messages.send', { text: 'x'.repeat(257 * 1024) }, cookie).catch(
      () => null,
    );
    expect(large?.status ?? 413).toBe(413);
    expect((await post('/api/trpc/session.me', {}, cookie)).status).toBe(405);
    expect((await ask('/api/trpc/messages.send', { headers: { 'x-waggle': '1', ...cookie } })).status).toBe(
      405,
    );
  });

  it('lends itself to the pages as the request’s user', async () => {
    const { cookie } = await cookieHeader();
    const caller = await pageGateway().caller(new Headers({ cookie }));
    expect(await caller?.session.me()).toMatchObject({ user: { id: organization.anna.id } });
    expect(await pageGateway().caller(new Headers())).toBeNull();
  });
});

describe('what watches us', () => {
  it('finds the process alive and ready', async () => {
    expect((await ask('/api/healthz')).text).toBe('{"alive":true}');
    const { status, text } = await ask('/api/readyz');
    expect([status, JSON.parse(text)]).toEqual([
      200,
      {
        ready: true,
        checks: { database: true, migrations: true, listener: true, disk: true, files: true, serving: true },
      },
    ]);
  });

  it('is told when files cannot be stored', async () => {
    const notAFolder = path.join(stateDir, 'not-a-folder');
    await writeFile(notAFolder, '');
    const full = await start({ mediaUrl: pathToFileURL(notAFolder).href });
    const { status, text } = await ask('/api/readyz', { port: full.port });
    expect([status, JSON.parse(text).checks]).toMatchObject([503, { disk: true, files: false }]);
    await full.stop();
  });

  it('reads figures on this machine, and elsewhere only with the token', async () => {
    const { text } = await ask('/api/metrics');
    for (const name of [
      'queue_oldest_seconds{lane="interactive"} 0',
      'queue_oldest_seconds{lane="bulk"} 0',
      'queue_messages 0',
      'unknown_messages 0',
      'event_lag 0',
      'live_streams 0',
    ]) {
      expect(text).toContain(`waggle_${name}\n`);
    }
    expect(text).toMatch(/waggle_pool_clients\{state="idle"\} \d+\n/);
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect((await ask('/api/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404);
    const guarded = await start({ metricsToken: 'figures' });
    const at = (headers: Record<string, string>) => ask('/api/metrics', { headers, port: guarded.port });
    expect((await at({})).status).toBe(404);
    expect((await at({ authorization: 'Bearer figure' })).status).toBe(404);
    expect((await at({ authorization: 'Bearer figures' })).status).toBe(200);
    await guarded.stop();
  });
});

describe('without a database', () => {
  it('says so with 503 everywhere, stays alive, and is ready again by itself', async () => {
    const cookie = await cookieHeader();
    relay.cut();
    await vi.waitFor(async () => expect((await ask('/api/readyz')).status).toBe(503), 5_000);
    const answers = await Promise.all([
      me(cookie),
      signIn(),
      ask('/api/live', { headers: cookie }),
      ask('/api/metrics'),
      ask('/api/healthz'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 200, 200]);
    expect(answers[0]?.text).toMatch(/cannot reach its database/);
    relay.mend();
    await vi.waitFor(async () => expect((await ask('/api/readyz')).status).toBe(200), 10_000);
    expect((await me(cookie)).status).toBe(200);
  }, 30_000);
});

describe('a stop', () => {
  it('finishes what is under way, sends streams away and closes; a second process takes over', async () => {
    const other = await start();
    const { port } = other;
    const page = ask('/inbox', { port });
    const stream = ask('/api/live', { port, headers: await cookieHeader() });
    await vi.waitFor(async () =>
      expect((await ask('/api/metrics', { port })).text).toContain('waggle_live_streams 1\n'),
    );
    await vi.waitFor(() => expect(releasePage).not.toBeNull());
    const stopped = other.stop();
    expect((await stream).text).toContain('event: reconnect\n');
    await vi.waitFor(() => expect(ask('/api/healthz', { port })).rejects.toThrow(/ECONNREFUSED/));
    releasePage?.();
    expect((await page).text).toBe('page');
    await stopped;
  });

  it('says no to the load balancer first where there is one', async () => {
    const other = await start({ trustedProxies: 1 });
    const stopped = other.stop();
    const { status, text } = await ask('/api/readyz', { port: other.port });
    expect([status, JSON.parse(text).checks.serving]).toEqual([503, false]);
    await stopped;
  }, 10_000);

  it('is not needed where the port is taken: starting fails', async () => {
    await expect(start({ port: web.port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe('the log', () => {
  it('holds neither passwords nor e-mail addresses nor cookies', async () => {
    const { cookie } = await cookieHeader();
    expect(logged.length).toBeGreaterThan(20);
    for (const secret of [PASSWORD, 'anna@example.com', 'victim@', cookie.slice(7)])
      expect(logged.join()).not.toContain(secret);
  });
});
