import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { and, eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { connections } from '@/db/schema/numbers';
import { databaseRelay } from '@/db/testing/database-relay';
import { testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import { sealCredentials } from '@/server/carriers/sealed-credentials';
import {
  type SignedWebhook,
  signTwilioWebhook,
  twilioInboundParams,
  twilioReceiptParams,
} from '@/server/carriers/twilio/testing/signed-webhook';
import type { Box } from '@/server/context';
import { createMetrics } from '@/server/metrics';
import { connectionCache } from './connection-cache';
import { createFront } from './front';
import { createHttpServer } from './http-server';
import { webhookHandler } from './webhooks';

const PUBLIC_URL = 'https://sms.example.com';
const ACCOUNT = `AC${'0'.repeat(32)}`;
const TOKEN = 'auth-token';
const keyring = { keys: [{ id: 'k1', key: Buffer.alloc(32, 3) }] };

const database = await testDatabase();
const relay = await databaseRelay(database.url);
const relayed = openDatabase({ url: relay.url });
const rung: number[] = [];
const box: Box = {
  database: relayed,
  doorbell: { ringEvents: (id) => rung.push(id), ringOutbox: () => undefined },
  clock: () => new Date(),
};
const logged: string[] = [];
const server = createHttpServer(
  createFront({
    settings: { https: true, dev: false, publicOrigin: PUBLIC_URL, trustedProxies: 0 },
    routes: [
      {
        path: '/api/webhooks/',
        label: '/api/webhooks/*',
        methods: ['POST'],
        handle: webhookHandler({ box, connections: connectionCache(box, keyring), publicUrl: PUBLIC_URL }),
      },
    ],
    pages: () => Promise.resolve(),
    metrics: createMetrics(),
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  }),
  null,
);

let organization: TestOrganization;
let other: TestOrganization;
let sids = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  organization = await withTwilio(await testOrganization(database, { connectionKind: 'twilio' }), TOKEN);
  other = await withTwilio(await testOrganization(database, { connectionKind: 'twilio' }), 'another-token');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await relayed.close();
});

async function withTwilio(house: TestOrganization, authToken: string): Promise<TestOrganization> {
  const { id: organizationId, connectionId } = house;
  const credentials = { accountSid: ACCOUNT, authToken };
  const sealedCredentials = sealCredentials(keyring, { organizationId, connectionId }, credentials);
  await database.withOrganization(organizationId, (tx) =>
    tx
      .update(connections)
      .set({ sealedCredentials })
      .where(and(eq(connections.organizationId, organizationId), eq(connections.id, connectionId))),
  );
  return house;
}

const addressOf = (house: TestOrganization, kind: string) =>
  `${PUBLIC_URL}/api/webhooks/${house.webhookToken}/${kind}`;

function inbound(
  changes: { sid?: string; to?: string; text?: string } = {},
  house = organization,
  token = TOKEN,
): SignedWebhook {
  sids += 1;
  const params = twilioInboundParams({
    accountSid: ACCOUNT,
    messageSid: changes.sid ?? `SM${String(sids).padStart(32, '0')}`,
    from: '+14155550123',
    to: changes.to ?? house.e164,
    text: changes.text ?? 'Hello',
  });
  return signTwilioWebhook(token, addressOf(house, 'inbound'), params);
}

/** Calls the address as the carrier does, though at this machine. */
function call({
  url,
  headers,
  body,
}: SignedWebhook): Promise<{ status: number; type: string; text: string }> {
  const { pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const at = {
      port: (server.address() as AddressInfo).port,
      path: pathname + search,
      method: 'POST',
      headers,
    };
    const req = request({ ...at, agent: false }, async (res) => {
      let text = '';
      for await (const chunk of res) text += chunk;
      resolve({ status: res.statusCode ?? 0, type: res.headers['content-type'] ?? '', text });
    });
    req.on('error', reject);
    req.end(body);
  });
}

interface Stored extends Record<string, unknown> {
  messages: number;
  conversations: number;
  receipts: number;
  quarantined: number;
  events: number;
}

async function stored(house = organization): Promise<Stored> {
  const { rows } = await database.withOrganization(house.id, (tx) =>
    tx.execute<Stored>(sql`select
      (select count(*) from messages)::int as messages, (select count(*) from conversations)::int as conversations,
      (select count(*) from receipts)::int as receipts, (select count(*) from quarantine)::int as quarantined,
      (select count(*) from events)::int as events`),
  );
  if (!rows[0]) throw new Error('no counts');
  return rows[0];
}

describe('a signed webhook', () => {
  it('is in the database when the carrier hears that it was taken, and its screens are rung', async () => {
    rung.length = 0;
    const before = await stored();
    const answer = await call(inbound({ text: 'Grüße 👋' }));
    expect(answer).toMatchObject({
      status: 200,
      type: 'text/xml',
      text: expect.stringContaining('<Response'),
    });
    const after = await stored();
    expect([after.messages - before.messages, after.quarantined]).toEqual([1, 0]);
    expect(rung).toEqual([organization.id]);
  });

  it('has its effect once, however often and at once it comes', async () => {
    const webhook = inbound();
    const before = await stored();
    const answers = await Promise.all(Array.from({ length: 8 }, () => call(webhook)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await stored()).messages).toBe(before.messages + 1);
  });

  it('takes receipts too, also for a message we do not know yet', async () => {
    const before = await stored();
    const params = twilioReceiptParams({
      accountSid: ACCOUNT,
      messageSid: `SM${'f'.repeat(32)}`,
      from: organization.e164,
      to: '+14155550123',
      status: 'delivered',
    });
    const url = `${addressOf(organization, 'status')}?m=0190f0a0-0000-7000-8000-000000000000`;
    expect((await call(signTwilioWebhook(TOKEN, url, params))).status).toBe(200);
    expect((await stored()).receipts).toBe(before.receipts + 1);
  });
});

describe('a webhook that is not the carrier’s', () => {
  it.each<[string, (signed: SignedWebhook) => SignedWebhook]>([
    ['a changed body', (signed) => ({ ...signed, body: signed.body.replace('Hello', 'Hullo') })],
    ['an added parameter', (signed) => ({ ...signed, body: `${signed.body}&Body=More` })],
    ['a changed query', (signed) => ({ ...signed, url: `${signed.url}?m=1` })],
    ['the other kind’s address', (signed) => ({ ...signed, url: signed.url.replace('inbound', 'status') })],
    [
      'no signature',
      ({ headers: { 'x-twilio-signature': _gone, ...headers }, ...signed }) => ({ ...signed, headers }),
    ],
    [
      'an empty signature',
      (signed) => ({ ...signed, headers: { ...signed.headers, 'x-twilio-signature': '' } }),
    ],
    [
      'the signature of plain http',
      (signed) =>
        signTwilioWebhook(
          TOKEN,
          signed.url.replace('https', 'http'),
          Object.fromEntries(new URLSearchParams(signed.body)),
        ),
    ],
    ['the signature of another account', () => inbound({}, organization, 'another-token')],
  ])('is answered 403 and leaves nothing: %s', async (_name, forge) => {
    const before = await stored();
    const answer = await call(forge(inbound()));
    expect(answer.status).toBe(403);
    expect(await stored()).toEqual(before);
  });

  it('cannot be one organization’s at another’s address', async () => {
    const before = await Promise.all([stored(), stored(other)]);
    const own = inbound();
    expect((await call({ ...own, url: addressOf(other, 'inbound') })).status).toBe(403);
    expect(await Promise.all([stored(), stored(other)])).toEqual(before);
  });

  it.each([
    'x',
    `${'0'.repeat(6)}-${'t'.repeat(32)}`,
    `zzzzzz-${'t'.repeat(32)}`,
    `1-${'u'.repeat(32)}`,
    `1-${'t'.repeat(32)}%2f`,
  ])('finds nothing at the token %s', async (token) => {
    const webhook = inbound();
    for (const path of ['inbound', 'status', 'else', '']) {
      const url = `${PUBLIC_URL}/api/webhooks/${token}/${path}`;
      expect((await call({ ...webhook, url })).status).toBe(404);
    }
  });

  it('is cut off at 1 MB', async () => {
    const webhook = inbound();
    expect((await call({ ...webhook, body: 'x'.repeat(1024 * 1024 + 1) })).status).toBe(413);
  });
});

describe('what our own code cannot process', () => {
  it('is kept whole in quarantine with a reason, and the carrier is told that it was taken', async () => {
    const before = await stored();
    const webhook = inbound({ to: '+14155559999', text: 'canary text' });
    expect((await call(webhook)).status).toBe(200);
    expect(await stored()).toEqual({ ...before, quarantined: before.quarantined + 1 });
    const { rows } = await database.withOrganization(organization.id, (tx) =>
      tx.execute(sql`select kind, url, headers, convert_from(raw_body, 'UTF8') as body, reason from quarantine
        order by received_at desc limit 1`),
    );
    expect(rows[0]).toEqual({
      kind: 'inbound',
      url: webhook.url,
      headers: { 'content-type': webhook.headers['content-type'] },
      body: webhook.body,
      reason: 'number_unknown',
    });
  });

  it('includes a signed body that is not what the carrier documents', async () => {
    const before = await stored();
    const odd = signTwilioWebhook(TOKEN, addressOf(organization, 'inbound'), { Hello: 'there' });
    expect((await call(odd)).status).toBe(200);
    expect((await stored()).quarantined).toBe(before.quarantined + 1);
  });
});

describe('without a database', () => {
  it('the carrier is told to come again, with 503, and what comes again is taken', async () => {
    const webhook = inbound();
    const before = await stored();
    expect((await call(inbound())).status).toBe(200);
    relay.cut();
    const answers = await Promise.all([call(webhook), call(webhook)]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    relay.mend();
    expect((await call(webhook)).status).toBe(200);
    expect((await stored()).messages).toBe(before.messages + 2);
  });
});

describe('the log', () => {
  it('holds neither tokens, texts nor telephone numbers', () => {
    const all = logged.join();
    expect(logged.length).toBeGreaterThan(20);
    for (const secret of [
      organization.webhookToken,
      TOKEN,
      'Hello',
      'canary',
      '4155550123',
      organization.e164,
    ]) {
      expect(all).not.toContain(secret);
    }
  });
});
