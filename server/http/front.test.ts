import { type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '@/server/domain/errors';
import { createMetrics } from '@/server/metrics';
import { createFront, type FrontSettings } from './front';
import { createHttpServer, REQUEST_BOUNDS } from './http-server';
import { readBody } from './read-body';
import type { ApiRoute } from './routes';
import { sendJson } from './send-json';

const SECRET = 'canary-0f3a';
const logged: string[] = [];
const metrics = createMetrics();

const routes: ApiRoute[] = [
  {
    path: '/api/page',
    label: '/api/page',
    methods: ['GET', 'POST'],
    guard: 'page',
    handle: (_q, res) => sendJson(res, 200, {}),
  },
  {
    path: '/api/trpc/',
    label: '/api/trpc/*',
    methods: ['GET', 'POST'],
    guard: 'trpc',
    handle: (_q, res) => sendJson(res, 200, {}),
  },
  {
    path: '/api/hook/',
    label: '/api/hook/*',
    methods: ['POST'],
    handle: async (req, res) => sendJson(res, 200, { size: (await readBody(req, 1000)).length }),
  },
  {
    path: '/api/fails',
    label: '/api/fails',
    methods: ['GET'],
    handle: (_q, _s, { query }) => {
      if (query.startsWith('?domain')) throw new DomainError('conflict', 'taken', 'Somebody else was first.');
      throw new Error(SECRET);
    },
  },
];

function serve(settings: Partial<FrontSettings> = {}, bounds = REQUEST_BOUNDS) {
  const front = createFront({
    settings: {
      https: false,
      dev: false,
      publicOrigin: 'https://sms.example.com',
      trustedProxies: 0,
      ...settings,
    },
    routes,
    // Stands where Next stands and tells what would have reached it.
    pages: async (req, res) => sendJson(res, 200, { url: req.url, headers: req.headers }),
    metrics,
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  });
  return createHttpServer(front, null, bounds);
}

const server = serve();
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: { [key: string]: unknown; headers?: Record<string, string>; error?: Record<string, string> };
}

function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  at = port,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({ port: at, path, method, headers, agent: false }, async (res) => {
      let text = '';
      for await (const chunk of res) text += chunk;
      const json = res.headers['content-type']?.includes('json') ? JSON.parse(text) : {};
      resolve({ status: res.statusCode ?? 0, headers: res.headers, text, json });
    });
    req.on('error', reject);
    req.end(body);
  });
}

/** Sends raw bytes and gives back all that comes until the server closes. */
function raw(bytes: string, at = port): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(at, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('a request that could come from a foreign page', () => {
  const own = { origin: 'https://sms.example.com', 'content-type': 'application/json', 'x-waggle': '1' };
  const without = (name: keyof typeof own) =>
    Object.fromEntries(Object.entries(own).filter(([key]) => key !== name));

  it.each([
    ['POST', '/api/trpc/x', own, 200],
    ['POST', '/api/trpc/x', { ...own, 'sec-fetch-site': 'same-origin' }, 200],
    ['POST', '/api/trpc/x', { ...own, 'content-type': 'application/json; charset=utf-8' }, 200],
    ['GET', '/api/trpc/x', { 'x-waggle': '1' }, 200],
    ['POST', '/api/page', without('x-waggle'), 200],
    ['GET', '/api/page', {}, 200],
    ['POST', '/api/trpc/x', without('origin'), 403],
    ['POST', '/api/page', without('origin'), 403],
    ['POST', '/api/trpc/x', without('x-waggle'), 403],
    ['GET', '/api/trpc/x', {}, 403],
    ['GET', '/api/trpc/x', { 'x-waggle': '0' }, 403],
    ['POST', '/api/page', { ...own, origin: 'null' }, 403],
    ['POST', '/api/page', { ...own, origin: 'https://sms.example.com.evil.example' }, 403],
    ['POST', '/api/page', { ...own, origin: 'https://evil.example' }, 403],
    ['POST', '/api/page', { ...own, 'sec-fetch-site': 'cross-site' }, 403],
    ['POST', '/api/page', { ...own, 'sec-fetch-site': 'same-site' }, 403],
    ['GET', '/api/page', { 'sec-fetch-site': 'cross-site' }, 403],
    ['POST', '/api/page', { ...own, 'content-type': 'text/plain' }, 403],
    ['POST', '/api/page', { ...own, 'content-type': 'application/x-www-form-urlencoded' }, 403],
    ['POST', '/api/page', { ...own, 'content-type': 'multipart/form-data; boundary=x' }, 403],
    ['POST', '/api/page', without('content-type'), 403],
  ])('%s %s %j is answered %i', async (method, path, headers, status) => {
    const answer = await ask(path, { method, headers });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.json.error).toMatchObject({ code: 'forbidden', reason: 'cross_site' });
  });

  it('is taken from the host it was asked at, so that the product works before PUBLIC_URL is set', async () => {
    const headers = { ...own, host: 'localhost:3000', origin: 'http://localhost:3000' };
    expect((await ask('/api/page', { method: 'POST', headers })).status).toBe(200);
    expect((await ask('/api/page', { method: 'POST', headers: { ...headers, host: 'other' } })).status).toBe(
      403,
    );
  });

  it('does not concern carriers, who sign', async () => {
    expect((await ask('/api/hook/x', { method: 'POST', body: 'a=1' })).json).toEqual({ size: 3 });
  });
});

describe('what nobody should send', () => {
  it.each([
    'http://127.0.0.1/inbox',
    '//evil.example/x',
    '/\\evil',
    '*',
  ])('%s as a target is refused', async (target) => {
    expect(await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 400 /,
    );
  });

  it('an Upgrade and a CONNECT are refused and the connection closed', async () => {
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n';
    expect(await raw(`GET /_next/hmr HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`)).toMatch(/^HTTP\/1.1 400 /);
    expect(await raw('CONNECT inside:80 HTTP/1.1\r\nHost: inside:80\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  });

  it.each(['/_next/image?url=x', '/_next/image', '/_next/image/x'])('%s finds nothing', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('a Server Action or any change asked of a page finds nothing', async () => {
    expect((await ask('/inbox', { headers: { 'next-action': 'x' } })).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      expect((await ask('/inbox', { method })).status).toBe(404);
  });

  it('an unknown address or method under /api never reaches the pages', async () => {
    for (const path of ['/api', '/api/', '/api/nothing', '/api/page/x'])
      expect((await ask(path)).status).toBe(404);
    const answer = await ask('/api/page', { method: 'DELETE' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, POST']);
  });

  it('internal headers are taken away before a page sees them', async () => {
    const internal = [
      'x-middleware-subrequest',
      'x-middleware-next',
      'x-nextjs-data',
      'x-invoke-path',
      'x-matched-path',
      'x-forwarded-host',
      'x-forwarded-for',
      'x-real-ip',
      'forwarded',
    ];
    const sent = Object.fromEntries(
      [...internal, 'x-nonce', 'content-security-policy', 'x-request-id'].map((name) => [name, SECRET]),
    );
    const { text, json } = await ask('/inbox', { headers: { ...sent, rsc: '1', 'next-url': '/x' } });
    expect(text).not.toContain(SECRET);
    for (const name of internal) expect(json.headers).not.toHaveProperty(name);
    expect(json.headers).toMatchObject({ rsc: '1', 'next-url': '/x' });
  });
});

describe('bounds', () => {
  const tooLarge = { code: 'too_large', reason: 'body_too_large' };

  it('a body that is announced or turns out too large is answered 413', async () => {
    const announced = await ask('/api/hook/x', {
      method: 'POST',
      body: 'x'.repeat(1001),
      headers: { 'content-length': '1001' },
    });
    expect([announced.status, announced.json.error]).toMatchObject([413, tooLarge]);
    const chunked = await ask('/api/hook/x', {
      method: 'POST',
      body: 'x'.repeat(200_000),
      headers: { 'transfer-encoding': 'chunked' },
    });
    expect([chunked.status, chunked.json.error, chunked.headers.connection]).toMatchObject([
      413,
      tooLarge,
      'close',
    ]);
    expect((await ask('/api/hook/x', { method: 'POST', body: 'x'.repeat(1000) })).json).toEqual({
      size: 1000,
    });
  });

  it('more than 16 KB of headers are answered 431', async () => {
    expect((await ask('/', { headers: { 'x-long': 'x'.repeat(17_000) } })).status).toBe(431);
  });

  it('headers or a body that do not end in time are cut off', async () => {
    const quick = serve(
      {},
      { ...REQUEST_BOUNDS, headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50 },
    );
    await new Promise<void>((resolve) => quick.listen(0, '127.0.0.1', resolve));
    const at = (quick.address() as AddressInfo).port;
    expect(await raw('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', at)).toMatch(/^HTTP\/1.1 408 /);
    expect(await raw('POST /api/hook/x HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc', at)).toMatch(
      /^HTTP\/1.1 408 /,
    );
    await new Promise((resolve) => quick.close(resolve));
  });
});

describe('headers', () => {
  const common = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  };

  it('protect every answer, good or bad', async () => {
    for (const path of [
      '/inbox',
      '/_next/static/x.js',
      '/api/page',
      '/api/nothing',
      '/api/fails',
      '/_next/image',
    ]) {
      expect((await ask(path)).headers).toMatchObject(common);
    }
  });

  it('forbid everything to what /api answers and keep it out of caches', async () => {
    for (const path of ['/api/page', '/api/nothing', '/api/fails']) {
      expect((await ask(path)).headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'cache-control': 'private, no-store',
      });
    }
  });

  it('give each document its own nonce, the same to the browser and to Next', async () => {
    const first = await ask('/inbox');
    const second = await ask('/inbox');
    const policy = first.headers['content-security-policy'] ?? '';
    const nonce = /'nonce-([A-Za-z0-9+/=]{24})' 'strict-dynamic'/.exec(String(policy))?.[1];
    expect(first.json.headers).toMatchObject({ 'content-security-policy': policy, 'x-nonce': nonce });
    expect(first.headers['cache-control']).toBe('private, no-store');
    expect(second.headers['content-security-policy']).not.toBe(policy);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    for (const part of [
      "default-src 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(part);
    }
  });

  it('tell browsers to stay on https where PUBLIC_URL is https, and only there', async () => {
    expect((await ask('/inbox')).headers).not.toHaveProperty('strict-transport-security');
    const secure = serve({ https: true });
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const answer = await ask('/inbox', {}, (secure.address() as AddressInfo).port);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    secure.closeAllConnections();
    secure.close();
  });
});

describe('a failure', () => {
  it('that was expected says its code, its reason and a sentence', async () => {
    const { status, json, headers } = await ask('/api/fails?domain');
    expect([status, json.error]).toEqual([
      409,
      {
        code: 'conflict',
        reason: 'taken',
        message: 'Somebody else was first.',
        requestId: headers['x-request-id'],
      },
    ]);
  });

  it('that nobody expected says nothing but the request id, which the log knows too', async () => {
    logged.length = 0;
    const { status, text, headers } = await ask('/api/fails');
    expect(status).toBe(500);
    expect(text).not.toContain(SECRET);
    expect(logged.find((line) => line.includes(SECRET))).toContain(headers['x-request-id']);
  });
});

describe('the log', () => {
  it('names the route and never what an address, query, header or body may hold', async () => {
    logged.length = 0;
    await ask(`/api/hook/${SECRET}?token=${SECRET}`, {
      method: 'POST',
      body: SECRET,
      headers: { cookie: SECRET, authorization: SECRET },
    });
    await ask(`/inbox/${SECRET}?q=${SECRET}`);
    await ask(`/api/${SECRET}`);
    const lines = logged.map((line) => JSON.parse(line));
    expect(lines.map(({ route, status }) => [route, status])).toEqual([
      ['/api/hook/*', 200],
      ['page', 200],
      ['unknown', 404],
    ]);
    expect(logged.join()).not.toContain(SECRET);
  });

  it('has a counterpart in the metrics', async () => {
    await ask('/api/page');
    expect(await metrics.registry.metrics()).toMatch(
      /waggle_http_request_seconds_count\{method="GET",route="\/api\/page",status="200"\} \d+/,
    );
  });
});
