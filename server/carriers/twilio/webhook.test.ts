import fc from 'fast-check';
import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { MalformedWebhook, type WebhookRequest } from '../carrier';
import { twilioCredentials } from './credentials';
import { twilioInboundParams, twilioReceiptParams } from './testing/signed-webhook';
import { parseTwilioInbound, parseTwilioReceipt, verifyTwilioWebhook } from './webhook';

const TOKEN = 'canary-auth-token';
const CREDENTIALS = twilioCredentials.parse({ accountSid: `AC${'1f'.repeat(16)}`, authToken: TOKEN });
const SID = `SM${'ab'.repeat(16)}`;
const INBOUND_URL = 'https://waggle.test/api/webhooks/token/inbound';
const PARTIES = {
  accountSid: CREDENTIALS.accountSid,
  messageSid: SID,
  from: '+14155550123',
  to: '+14155550100',
};

/** A request as it arrives: `signedUrl` is what Twilio called, `url` what we believe was called. */
function request(url: string, body: string, signature: string): WebhookRequest {
  return { method: 'POST', url, headers: { 'x-twilio-signature': signature }, rawBody: Buffer.from(body) };
}

/** Signs a form the way Twilio does: repeated names as lists. */
function signForm(url: string, body: string, token = TOKEN): string {
  const form = new URLSearchParams(body);
  const params = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name)]));
  return getExpectedTwilioSignature(token, url, params);
}

const inbound = (params: Record<string, string>, url = INBOUND_URL): WebhookRequest => {
  const body = new URLSearchParams({
    ...twilioInboundParams({ ...PARTIES, text: 'Hi' }),
    ...params,
  }).toString();
  return request(url, body, signForm(url, body));
};
const receipt = (status: string, errorCode?: number, query = ''): WebhookRequest => {
  const url = `https://waggle.test/api/webhooks/token/status${query}`;
  const body = new URLSearchParams(twilioReceiptParams({ ...PARTIES, status, errorCode })).toString();
  return request(url, body, signForm(url, body));
};
const verify = (given: WebhookRequest) => verifyTwilioWebhook(CREDENTIALS, given);

describe("Twilio's signature", () => {
  it('holds for the example that Twilio publishes', () => {
    // https://www.twilio.com/docs/usage/security, "Validating signatures from Twilio"
    const body = new URLSearchParams({
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675310',
      Digits: '1234',
      From: '+14158675310',
      To: '+18005551212',
    }).toString();
    const example = { ...CREDENTIALS, authToken: '12345' };
    const given = request('https://example.com/myapp.php?foo=1&bar=2', body, 'L/OH5YylLD5NRKLltdqwSvS0BnU=');
    expect(verifyTwilioWebhook(example, given)).toBe(true);
    expect(verifyTwilioWebhook({ ...example, authToken: '12346' }, given)).toBe(false);
  });

  it('holds for any form, with repeated names and empty values, and for no other', () => {
    const pairs = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string()), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(pairs, fc.string({ minLength: 1 }), (form, more) => {
        const body = new URLSearchParams(form).toString();
        const given = request(INBOUND_URL, body, signForm(INBOUND_URL, body));
        expect(verify(given)).toBe(true);
        const added = new URLSearchParams([...form, ['added', more]]).toString();
        expect(verify({ ...given, rawBody: Buffer.from(added) })).toBe(false);
      }),
    );
  });

  it.each([
    '__proto__=x&Body=1',
    'constructor=1',
    'toString=',
    'a=1&a=2&a=1',
    '=value',
    'a',
  ])('is taken over the form %s like over any other', (body) => {
    const given = request(INBOUND_URL, body, signForm(INBOUND_URL, body));
    expect(verify(given)).toBe(true);
    expect(verify({ ...given, rawBody: Buffer.from(`${body}&b=1`) })).toBe(false);
  });

  it.each([
    ['http instead of https', 'http://waggle.test/api/webhooks/token/inbound'],
    ['another host', 'https://waggle.example/api/webhooks/token/inbound'],
    ['another connection', 'https://waggle.test/api/webhooks/other/inbound'],
    ['the status address', 'https://waggle.test/api/webhooks/token/status'],
    ['a slash more', `${INBOUND_URL}/`],
    ['a query more', `${INBOUND_URL}?m=1`],
    ['another port', 'https://waggle.test:8443/api/webhooks/token/inbound'],
  ])('refuses a request signed for %s', (_what, signedUrl) => {
    const { rawBody } = inbound({});
    const signature = signForm(signedUrl, rawBody.toString());
    expect(verify(request(INBOUND_URL, rawBody.toString(), signature))).toBe(false);
  });

  it('refuses a receipt whose message id in the address was exchanged', () => {
    const given = receipt('delivered', undefined, '?m=019aa000-0000-7000-8000-000000000001');
    expect(verify(given)).toBe(true);
    expect(verify({ ...given, url: given.url.replace('0001', '0002') })).toBe(false);
    expect(verify({ ...given, url: `${given.url}&m=019aa000-0000-7000-8000-000000000002` })).toBe(false);
  });

  it.each([
    'https://waggle.test:443/in',
    'https://waggle.test/in',
  ])('holds with and without the standard port: %s', (signed) => {
    const { rawBody } = inbound({});
    const signature = signForm(signed, rawBody.toString());
    expect(verify(request('https://waggle.test/in', rawBody.toString(), signature))).toBe(true);
  });

  it('holds for an address with a port of its own, whether or not Twilio signed the port', () => {
    const url = 'https://waggle.test:8443/in?a=1';
    const body = inbound({}).rawBody.toString();
    expect(verify(request(url, body, signForm(url, body)))).toBe(true);
    expect(verify(request(url, body, signForm('https://waggle.test/in?a=1', body)))).toBe(true);
    expect(verify(request(url, body, signForm('https://waggle.test:9443/in?a=1', body)))).toBe(false);
  });

  it('covers a JSON body by the hash in the address', () => {
    const body = '{"text":"ä 🐝"}';
    const url = `${INBOUND_URL}?bodySHA256=${getExpectedBodyHash(body)}`;
    const signature = getExpectedTwilioSignature(TOKEN, url, {});
    expect(verify(request(url, body, signature))).toBe(true);
    expect(verify(request(url, `${body} `, signature))).toBe(false);
    const otherHash = `${INBOUND_URL}?bodySHA256=${getExpectedBodyHash('{}')}`;
    expect(verify(request(otherHash, '{}', signature))).toBe(false);
  });

  it.each(['', 'no address', '/relative'])('is false for the address %j, without an error', (url) => {
    expect(verify({ ...inbound({}), url })).toBe(false);
  });

  it('is false for whatever stands in the header, without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (signature) => {
        expect(verify({ ...inbound({}), headers: { 'x-twilio-signature': signature } })).toBe(false);
      }),
    );
  });
});

describe('an inbound message from Twilio', () => {
  it('is read whatever parameters Twilio adds', () => {
    expect(parseTwilioInbound(inbound({ NewThing: 'x', OptOutType: 'STOP', NumSegments: '3' }))).toEqual({
      providerMessageId: SID,
      from: PARTIES.from,
      to: PARTIES.to,
      text: 'Hi',
      segments: 3,
      media: [],
      sentAt: null,
    });
  });

  it('brings its files', () => {
    const media = {
      NumMedia: '2',
      MediaUrl0: 'https://api.twilio.com/m/0',
      MediaContentType0: 'image/png',
      MediaUrl1: 'https://api.twilio.com/m/1',
    };
    expect(parseTwilioInbound(inbound(media)).media).toEqual([
      { url: 'https://api.twilio.com/m/0', contentType: 'image/png' },
      { url: 'https://api.twilio.com/m/1', contentType: 'application/octet-stream' },
    ]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['none is counted but one is there', { NumMedia: '0', MediaUrl0: 'https://a/0' }, ['https://a/0']],
    ['nothing is counted', { NumMedia: '', MediaUrl2: 'https://a/2' }, ['https://a/2']],
    ['more are counted than there are', { NumMedia: '2', MediaUrl0: 'https://a/0' }, ['https://a/0', '']],
    ['the address is none', { NumMedia: '1', MediaUrl0: 'picture.png' }, ['picture.png']],
    ['a million are counted', { NumMedia: '999999999' }, Array(10).fill('')],
  ])('loses neither text nor file when %s', (_what, params, urls) => {
    const { text, media } = parseTwilioInbound(inbound(params));
    expect([text, media.map(({ url }) => url)]).toEqual(['Hi', urls]);
  });

  it.each([
    ['no MessageSid', { MessageSid: '' }],
    ['a MessageSid of another kind', { MessageSid: `CA${'ab'.repeat(16)}` }],
    ['no sender', { From: '' }],
    ['no number of ours', { To: '' }],
    ['a sender without end', { From: '9'.repeat(101) }],
  ])('goes to quarantine with %s', (_what, params) => {
    expect(() => parseTwilioInbound(inbound(params))).toThrow(MalformedWebhook);
  });

  it.each([
    'From',
    'To',
    'Body',
    'MessageSid',
  ])('goes to quarantine when %s is given twice: either could be meant', (name) => {
    const body = `${inbound({}).rawBody}&${name}=another`;
    expect(() => parseTwilioInbound(request(INBOUND_URL, body, ''))).toThrow(MalformedWebhook);
  });

  it('counts nothing from a count that is none', () => {
    for (const NumSegments of ['', '-1', '1e9', 'x', '99999999999']) {
      expect(parseTwilioInbound(inbound({ NumSegments })).segments).toBeNull();
    }
  });

  it('never fails in any other way than by quarantine', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.webQueryParameters().map((query) => Buffer.from(query)),
        ),
        (bytes) => {
          const given = { ...inbound({}), rawBody: Buffer.from(bytes) };
          expect(() => parseTwilioInbound(given)).toThrow(MalformedWebhook);
          expect(() => parseTwilioReceipt(given)).toThrow(MalformedWebhook);
        },
      ),
    );
  });
});

describe('a receipt from Twilio', () => {
  it.each([
    ['accepted', 'submitted'],
    ['scheduled', 'submitted'],
    ['queued', 'submitted'],
    ['sending', 'submitted'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['undelivered', 'undelivered'],
    ['partially_delivered', 'undelivered'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('%s is our %s', (twilioStatus, status) => {
    expect(parseTwilioReceipt(receipt(twilioStatus)).status).toBe(status);
  });

  it.each([
    'received',
    'receiving',
    '',
    'Delivered',
    'toString',
  ])('of the status %j goes to quarantine', (status) => {
    expect(() => parseTwilioReceipt(receipt(status))).toThrow(MalformedWebhook);
  });

  it.each([
    ['undelivered', 30003, 'unreachable', '30003'],
    ['undelivered', 30006, 'landline', '30006'],
    ['undelivered', 30007, 'filtered', '30007'],
    ['failed', 30034, 'sender_not_registered', '30034'],
    ['failed', 21610, 'opted_out', '21610'],
    ['failed', 12345, 'carrier_error', '12345'],
    ['failed', undefined, 'carrier_error', null],
    ['failed', 0, 'carrier_error', null],
    ['canceled', undefined, 'canceled', null],
    ['delivered', undefined, null, null],
    ['sent', 30008, null, '30008'],
  ])('%s with code %s has the fault %s', (status, code, fault, carrierCode) => {
    expect(parseTwilioReceipt(receipt(status, code))).toMatchObject({ fault, carrierCode });
  });

  it('brings back the message id that we put into the address', () => {
    const id = '019aa000-0000-7000-8000-000000000001';
    expect(parseTwilioReceipt(receipt('sent', undefined, `?m=${id}`)).messageId).toBe(id);
  });

  it.each([
    '',
    '?m=',
    '?m=1',
    '?other=1',
    '?m=019aa000-0000-7000-8000-000000000001&m=019aa000-0000-7000-8000-000000000002',
  ])('brings none back from the address ending in %j', (query) => {
    expect(parseTwilioReceipt(receipt('sent', undefined, query)).messageId).toBeNull();
  });
});
