import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../carrier';
import { describeCarrierContract } from '../testing/carrier-contract';
import { type CarrierRig, TEST_LIMITS } from '../testing/carrier-rig';
import { type TwilioCredentials, twilioCredentials } from './credentials';
import {
  type SignedWebhook,
  signTwilioWebhook,
  twilioInboundParams,
  twilioReceiptParams,
} from './testing/signed-webhook';
import { startTwilioStandIn, type TwilioStandIn } from './testing/twilio-stand-in';
import { createTwilioCarrier } from './twilio-carrier';

const ACCOUNT = { accountSid: `AC${'1f'.repeat(16)}`, authToken: 'canary-auth-token' };
const HOOKS = 'https://waggle.test/api/webhooks/token';
const carrier = createTwilioCarrier(TEST_LIMITS);

const toRequest = ({ url, headers, body }: SignedWebhook): WebhookRequest => ({
  method: 'POST',
  url,
  headers,
  rawBody: Buffer.from(body),
});

describe('the web process', () => {
  it('never loads the REST part of the SDK: only the first send does', async () => {
    const loaded = () =>
      Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('/twilio/lib/rest/'));
    const params = twilioInboundParams({
      ...ACCOUNT,
      messageSid: `SM${'0'.repeat(32)}`,
      from: '+1',
      to: '+2',
      text: '',
    });
    const request = toRequest(signTwilioWebhook(ACCOUNT.authToken, `${HOOKS}/inbound`, params));
    carrier.verifyWebhook(twilioCredentials.parse(ACCOUNT), request);
    carrier.parseInbound(request);
    expect(loaded()).toBe(false);
    await carrier.send(twilioCredentials.parse({ ...ACCOUNT, apiBaseUrl: 'http://127.0.0.1:9' }), {
      messageId: 'm',
      from: '+1',
      to: '+2',
      text: 'x',
      media: [],
      statusUrl: HOOKS,
    });
    expect(loaded()).toBe(true);
  }, 30_000);
});

describeCarrierContract('twilio', async (): Promise<CarrierRig<TwilioCredentials>> => {
  const standIn = await startTwilioStandIn({ login: ACCOUNT });
  const at = (baseUrl: string, account = ACCOUNT) =>
    twilioCredentials.parse({ ...account, apiBaseUrl: baseUrl });
  return {
    carrier,
    credentials: at(standIn.baseUrl),
    wrongCredentials: at(standIn.baseUrl, { ...ACCOUNT, authToken: 'another-token' }),
    credentialsAt: at,
    accepted: () =>
      standIn.messages.map(({ from, to, body, statusCallback }) => ({
        from,
        to,
        text: body,
        statusUrl: statusCallback,
      })),
    script: standIn.script,
    refusal: {
      status: 400,
      body: '{"code":21610,"message":"Attempt to send to unsubscribed recipient +14155550123","status":400}',
      fault: 'opted_out',
    },
    newProviderId: () => `SM${randomBytes(16).toString('hex')}`,
    inbound: ({ id, from, to, text }) => {
      const params = twilioInboundParams({ ...ACCOUNT, messageSid: id, from, to, text });
      return toRequest(signTwilioWebhook(ACCOUNT.authToken, `${HOOKS}/inbound`, params));
    },
    receipt: ({ id, messageId, status }) => {
      const parties = { from: '+14155550100', to: '+14155550123' };
      const errorCode = status === 'undelivered' ? 30003 : undefined;
      const params = twilioReceiptParams({ ...ACCOUNT, ...parties, messageSid: id, status, errorCode });
      return toRequest(signTwilioWebhook(ACCOUNT.authToken, `${HOOKS}/status?m=${messageId}`, params));
    },
    close: standIn.close,
  };
});

describe('Twilio refusing a message', () => {
  let standIn: TwilioStandIn;
  beforeAll(async () => {
    standIn = await startTwilioStandIn();
  });
  afterAll(() => standIn.close());
  beforeEach(() => standIn.reset());

  const send = (parties: { to?: string; from?: string } = {}) =>
    carrier.send(twilioCredentials.parse({ ...ACCOUNT, apiBaseUrl: standIn.baseUrl }), {
      messageId: '019aa000-0000-7000-8000-000000000002',
      from: parties.from ?? '+14155550100',
      to: parties.to ?? '+14155550123',
      text: 'Hello',
      media: [],
      statusUrl: `${HOOKS}/status?m=019aa000-0000-7000-8000-000000000002`,
    });

  it.each([
    ['+15005550001', 'invalid_number', '21211'],
    ['+15005550002', 'not_routable', '21612'],
    ['+15005550003', 'region_not_allowed', '21408'],
    ['+15005550004', 'opted_out', '21610'],
    ['+15005550009', 'landline', '21614'],
  ])('says for the test number %s: %s', async (to, fault, carrierCode) => {
    expect(await send({ to })).toEqual({
      kind: 'rejected',
      fault,
      carrierCode,
      detail: `HTTP 400, code ${carrierCode}`,
    });
  });

  it('keeps the message queued while the queue of the number is full at Twilio', async () => {
    expect(await send({ from: '+15005550008' })).toMatchObject({
      kind: 'not_accepted',
      retryAfterMs: 60_000,
    });
  });

  it.each([
    [401, '{"code":20003}', 'unauthorized'],
    [401, '<html>', 'unauthorized'],
    [403, '{"code":20403}', 'unauthorized'],
    [403, '', 'unauthorized'],
    [403, '{"code":21408}', 'rejected'],
    [403, '{"code":21610}', 'rejected'],
    [400, '{"code":20005}', 'unauthorized'],
    [404, '{"code":20404}', 'unauthorized'],
    [400, '{"code":99999}', 'rejected'],
    [400, '<html>', 'rejected'],
    [400, '{"code":"21610"}', 'rejected'],
  ])('HTTP %i with %s is %s', async (status, body, kind) => {
    standIn.script({ once: [{ kind: 'answer', status, body }] });
    expect((await send()).kind).toBe(kind);
  });

  it('keeps a code that nobody has explained as evidence', async () => {
    standIn.script({ once: [{ kind: 'answer', status: 400, body: '{"code":99999}' }] });
    expect(await send()).toMatchObject({ fault: 'carrier_error', carrierCode: '99999' });
  });

  it('takes segments from the answer, and a strange count for none', async () => {
    expect(await send()).toMatchObject({ kind: 'accepted', segments: 1 });
    const body = JSON.stringify({ sid: `SM${'a'.repeat(32)}`, num_segments: 'many' });
    standIn.script({ once: [{ kind: 'answer', status: 201, body }] });
    expect(await send()).toMatchObject({ kind: 'accepted', segments: null });
  });
});

describe('the look-up of what Twilio has', () => {
  let standIn: TwilioStandIn;
  beforeAll(async () => {
    standIn = await startTwilioStandIn();
  });
  afterAll(() => standIn.close());

  const FROM = '+14155550100';
  const TO = '+14155550123';
  const credentials = (authToken = 'token') =>
    twilioCredentials.parse({ accountSid: ACCOUNT.accountSid, authToken, apiBaseUrl: standIn.baseUrl });
  const send = (to: string, text: string) =>
    carrier.send(credentials(), { messageId: 'm', from: FROM, to, text, media: [], statusUrl: HOOKS });
  const find = (around: Date, token?: string) =>
    carrier.findSent?.(credentials(token), { from: FROM, to: TO, around });

  it('finds a message whose answer was lost, and none to anybody else', async () => {
    standIn.script({ once: [{ kind: 'reset_after_body', accepts: true }] });
    expect((await send(TO, 'lost 🐝')).kind).toBe('unknown');
    await send('+14155550199', 'to another');
    const [lost] = standIn.messages;
    expect(await find(new Date())).toEqual([
      {
        providerMessageId: lost?.sid,
        from: FROM,
        to: TO,
        text: 'lost 🐝',
        mediaCount: 0,
        createdAt: expect.any(Date),
        status: 'submitted',
      },
    ]);
  });

  it('leaves out what was made more than two minutes before or after', async () => {
    expect(await find(new Date(Date.now() + 3 * 60_000))).toEqual([]);
    expect(await find(new Date(Date.now() - 3 * 60_000))).toEqual([]);
  });

  it('throws when the list cannot be read: that is not the same as finding nothing', async () => {
    const other = await startTwilioStandIn({ login: { accountSid: ACCOUNT.accountSid, authToken: 'right' } });
    const wrong = twilioCredentials.parse({ ...ACCOUNT, apiBaseUrl: other.baseUrl });
    const query = { from: FROM, to: TO, around: new Date() };
    await expect(carrier.findSent?.(wrong, query)).rejects.toThrow('HTTP 401');
    await other.close();
    await expect(carrier.findSent?.(wrong, query)).rejects.toThrow('could not be read');
  });
});

describe('the credentials of Twilio', () => {
  it('default to the public API', () => {
    expect(twilioCredentials.parse(ACCOUNT).apiBaseUrl).toBe('https://api.twilio.com');
  });

  it.each([
    { ...ACCOUNT, accountSid: 'AC123' },
    { ...ACCOUNT, accountSid: `SK${'1f'.repeat(16)}` },
    { ...ACCOUNT, authToken: '' },
    { ...ACCOUNT, apiBaseUrl: 'ftp://127.0.0.1' },
    { ...ACCOUNT, apiBaseUrl: 'api.twilio.com' },
    { ...ACCOUNT, extra: 'x' },
  ])('refuse %j', (credentials) => {
    expect(twilioCredentials.safeParse(credentials).success).toBe(false);
  });
});
