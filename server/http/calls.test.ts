import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import { sealCredentials } from '@/server/carriers/sealed-credentials';
import { type Box, inOrganization } from '@/server/context';
import { createMetrics } from '@/server/metrics';
import { createCallHook, type NewCallHook } from '@/server/usecases/calls/call-hooks';
import { callsHandler } from './calls';
import { createFront } from './front';
import { createHttpServer } from './http-server';
import { signRequest } from './signed-request';

const keyring = { keys: [{ id: 'k1', key: Buffer.alloc(32, 3) }] };
const database = await testDatabase();
const now = new Date('2026-11-23T09:00:00.000Z');
const box: Box = {
  database,
  doorbell: { ringEvents: () => undefined, ringOutbox: () => undefined },
  clock: () => now,
};
const logged: string[] = [];
const server = createHttpServer(
  createFront({
    settings: { https: true, dev: false, publicOrigin: 'https://sms.example.com', trustedProxies: 0 },
    routes: [
      { path: '/api/calls', label: '/api/calls', methods: ['POST'], handle: callsHandler(box, keyring) },
    ],
    pages: () => Promise.resolve(),
    metrics: createMetrics(),
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  }),
  null,
);

let organization: TestOrganization;
let hook: NewCallHook;
let strangers: NewCallHook;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  organization = await testOrganization(database);
  hook = await hookOf(organization);
  strangers = await hookOf(await testOrganization(database));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const hookOf = ({ id }: TestOrganization) =>
  inOrganization(box, id, { kind: 'operator' }, (ctx) =>
    createCallHook(
      ctx,
      ({ organizationId, hookId, secret }) =>
        sealCredentials(keyring, { organizationId, connectionId: hookId, table: 'call_hooks' }, secret),
      { name: 'PBX' },
    ),
  );

function body(more: object = {}): string {
  return JSON.stringify({
    event: 'start',
    callId: 'c-1',
    user: `anna@org-${organization.id}.example`,
    direction: 'in',
    peer: '+14155550177',
    at: '2026-11-23T09:00:00Z',
    ...more,
  });
}

interface Post {
  text?: string;
  token?: string;
  secret?: string;
  timestamp?: string;
  signature?: string;
}

/** @returns status and, for a refusal, its reason */
function post({
  text = body(),
  token = hook.token,
  secret = hook.secret,
  ...more
}: Post = {}): Promise<string> {
  const timestamp = more.timestamp ?? String(now.getTime() / 1_000);
  const headers = {
    'content-type': 'application/json',
    'x-waggle-hook': token,
    'x-waggle-timestamp': timestamp,
    'x-waggle-signature': more.signature ?? signRequest(secret, timestamp, text),
  };
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const req = request({ port, path: '/api/calls', method: 'POST', headers, agent: false }, (res) => {
      let answer = '';
      res.setEncoding('utf8').on('data', (chunk) => {
        answer += chunk;
      });
      res.on('end', () => {
        const reason = answer ? (JSON.parse(answer) as { error: { reason: string } }).error.reason : '';
        resolve(`${res.statusCode} ${reason}`.trim());
      });
    });
    req.on('error', reject);
    req.end(text);
  });
}

const stored = async () =>
  (await database.withOrganization(organization.id, (tx) => tx.execute('select id, state from calls'))).rows;

describe('POST /api/calls', () => {
  it('takes a signed report, any number of times, and answers once it is stored', async () => {
    expect(await post()).toBe('204');
    expect(await post()).toBe('204');
    expect(await post({ text: body({ event: 'answer' }) })).toBe('204');
    expect(await stored()).toEqual([{ id: 'c-1', state: 'answered' }]);
  });

  it('takes nothing that is not signed by its own hook, within five minutes', async () => {
    const before = await stored();
    const text = body({ callId: 'c-2' });
    const timestamp = String(now.getTime() / 1_000 - 301);
    expect(await post({ text, secret: 'another' })).toBe('403 bad_signature');
    expect(await post({ text, secret: strangers.secret })).toBe('403 bad_signature');
    expect(await post({ text, timestamp })).toBe('403 bad_signature');
    expect(await post({ text, timestamp: String(now.getTime() / 1_000 + 301) })).toBe('403 bad_signature');
    expect(await post({ text, timestamp: 'now' })).toBe('403 bad_signature');
    expect(await post({ text, signature: '' })).toBe('403 bad_signature');
    expect(await post({ text, signature: signRequest(hook.secret, '1', text), timestamp: '01' })).toBe(
      '403 bad_signature',
    );
    expect(await post({ text, token: 'nothing' })).toBe('404 no_such_address');
    expect(await post({ text, token: `${hook.token.slice(0, -1)}_` })).toBe('404 no_such_address');
    expect(await stored()).toEqual(before);
  });

  it('knows the users of its own organization only', async () => {
    expect(await post({ ...strangers, text: body({ callId: 'c-3' }) })).toBe('404 user_unknown');
    expect(await stored()).toHaveLength(1);
  });

  it.each([
    ['no JSON', 'not_json', '{'],
    ['a list', 'bad_call', '[]'],
    ['an event that is none', 'bad_call', { event: 'hold' }],
    ['a number that is not in international format', 'bad_call', { peer: '0471234567' }],
    ['a field too many', 'bad_call', { text: 'x' }],
    ['no time', 'bad_call', { at: 'now' }],
    ['an id without end', 'bad_call', { callId: 'x'.repeat(201) }],
  ])('refuses %s', async (_, reason, given) => {
    expect(await post({ text: typeof given === 'string' ? given : body(given) })).toBe(`400 ${reason}`);
    expect(await stored()).toHaveLength(1);
  });

  it('refuses more than it needs, and writes neither number nor secret into the log', async () => {
    expect(await post({ text: body({ callId: 'x'.repeat(20_000) }) })).toBe('413 body_too_large');
    const all = logged.join('\n');
    for (const secret of ['+14155550177', hook.secret, hook.token]) expect(all).not.toContain(secret);
  });
});
