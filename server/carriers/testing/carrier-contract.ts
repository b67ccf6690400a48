import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SendFault } from '@/server/domain/sending/send-fault';
import { type Carrier, MalformedWebhook, type OutboundSms, type WebhookRequest } from '../carrier';
import type { HttpLimits } from '../http-exchange';
import type { Answer, FaultScript } from './misbehaving-server';

/** Short enough that a carrier which never answers costs a test nothing. */
export const TEST_LIMITS: HttpLimits = { connectMs: 200, totalMs: 300, maxAnswerBytes: 64 * 1024 };

export interface ContractMessage {
  id: string;
  from: string;
  to: string;
  text: string;
}

/** One adapter with a stand-in of its carrier, which each adapter's tests build. */
export interface CarrierRig<Credentials> {
  /** Built with TEST_LIMITS. */
  carrier: Carrier<Credentials>;
  credentials: Credentials;
  /** The same account with a secret that the carrier does not know. */
  wrongCredentials: Credentials;
  /** The same account at another address. */
  credentialsAt(baseUrl: string): Credentials;
  /** What the stand-in has taken, oldest first. */
  accepted(): { from: string; to: string; text: string; statusUrl: string | null }[];
  script(faults: FaultScript): void;
  /** The carrier saying no to one message, in its own words. */
  refusal: Answer & { fault: SendFault };
  /** A provider message id as this carrier makes them. */
  newProviderId(): string;
  inbound(message: ContractMessage): WebhookRequest;
  receipt(receipt: {
    id: string;
    messageId: string;
    status: 'sent' | 'delivered' | 'undelivered';
  }): WebhookRequest;
  close(): Promise<void>;
}

/** What every carrier owes to the rest of Waggle. Called by the test of each adapter. */
export function describeCarrierContract<Credentials>(
  name: string,
  open: () => Promise<CarrierRig<Credentials>>,
): void {
  describe(`the carrier contract: ${name}`, () => {
    let rig: CarrierRig<Credentials>;
    beforeAll(async () => {
      rig = await open();
    });
    afterAll(() => rig.close());
    beforeEach(() => rig.script({}));

    describeSending(() => rig);
    describeVerifying(() => rig);
    describeParsing(() => rig);
  });
}

const MESSAGE_ID = '019aa000-0000-7000-8000-000000000001';
const SMS: OutboundSms = {
  messageId: MESSAGE_ID,
  from: '+14155550100',
  to: '+14155550123',
  text: 'Your parcel has arrived.',
  statusUrl: `https://waggle.test/api/webhooks/token/status?m=${MESSAGE_ID}`,
};
/** Letters outside GSM-7, a surrogate pair, a joined emoji, line breaks and what forms like to eat. */
const TEXTS = [
  'Zażółć gęślą jaźń',
  '🐝 👨‍👩‍👧‍👦',
  'a\nb\r\nc',
  ' spaces  kept ',
  '100% & more=less + plus?',
  '№ 5 “quoted” — ok',
];

function describeSending<Credentials>(rig: () => CarrierRig<Credentials>): void {
  const send = (sms: Partial<OutboundSms> = {}) => rig().carrier.send(rig().credentials, { ...SMS, ...sms });
  const sendTo = (credentials: Credentials) => rig().carrier.send(credentials, SMS);

  it('reports a taken message as accepted, with the id under which the carrier has it', async () => {
    const before = rig().accepted().length;
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'accepted', providerMessageId: expect.stringMatching(/./) });
    const { from, to, text, statusUrl } = SMS;
    expect(rig().accepted().slice(before)).toEqual([{ from, to, text, statusUrl }]);
  });

  it.each(TEXTS)('hands over the text %j unchanged', async (text) => {
    await send({ text });
    expect(rig().accepted().at(-1)?.text).toBe(text);
  });

  it("reports the carrier's no as rejected, in our words", async () => {
    const { fault, ...answer } = rig().refusal;
    rig().script({ once: [{ kind: 'answer', ...answer }] });
    expect(await send()).toMatchObject({ kind: 'rejected', fault });
  });

  it('reports a refused login as unauthorized, which pauses the connection and fails no message', async () => {
    expect(await sendTo(rig().wrongCredentials)).toMatchObject({ kind: 'unauthorized' });
  });

  it('reports a refused connection as not accepted: no byte has left', async () => {
    const freePort = await findFreePort();
    const outcome = await sendTo(rig().credentialsAt(`http://127.0.0.1:${freePort}`));
    expect(outcome).toMatchObject({ kind: 'not_accepted', retryAfterMs: null });
  });

  it('reports a name that does not resolve as not accepted', async () => {
    const outcome = await sendTo(rig().credentialsAt('http://nowhere.invalid'));
    expect(outcome).toMatchObject({ kind: 'not_accepted' });
  });

  it('reports a failed TLS handshake as not accepted', async () => {
    const plain = net.createServer((socket) => socket.end('this is no TLS server\n')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as net.AddressInfo;
    const outcome = await sendTo(rig().credentialsAt(`https://127.0.0.1:${port}`));
    expect(outcome).toMatchObject({ kind: 'not_accepted' });
    plain.close();
  });

  it.each([
    '1',
    '7',
    '120',
  ])('reports 429 with Retry-After %s as not accepted and passes the wait on', async (wait) => {
    rig().script({ once: [{ kind: 'answer', status: 429, headers: { 'retry-after': wait }, body: '{}' }] });
    expect(await send()).toMatchObject({ kind: 'not_accepted', retryAfterMs: Number(wait) * 1_000 });
  });

  it.each([
    ['a connection reset before the body was read', { kind: 'reset_before_body' }],
    ['a connection reset after the body was read', { kind: 'reset_after_body', accepts: true }],
    ['an answer that never comes', { kind: 'hang', accepts: true }],
    ['an answer that is cut short', { kind: 'cut_short', accepts: true }],
    ['a 200 that cannot be understood', { kind: 'answer', status: 200, body: '<html>Fine!</html>' }],
    ['a 200 that holds no id', { kind: 'answer', status: 200, body: '{"sid":null,"id":""}' }],
    ['a 200 without a body', { kind: 'answer', status: 200 }],
    ['an answer without end', { kind: 'answer', status: 200, body: 'x'.repeat(200_000) }],
    ['a redirect', { kind: 'answer', status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
    ['a 408', { kind: 'answer', status: 408 }],
    ['a 500', { kind: 'answer', status: 500, body: '{"code":20500}' }],
    ['a 502', { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }],
    ['a 503, even with Retry-After', { kind: 'answer', status: 503, headers: { 'retry-after': '1' } }],
  ] as const)('reports %s as unknown: the carrier may have the message', async (_what, fault) => {
    rig().script({ once: [fault] });
    expect(await send()).toMatchObject({ kind: 'unknown' });
  });

  it('makes one request for one message, whatever happens to it', async () => {
    const before = rig().accepted().length;
    rig().script({ once: [{ kind: 'reset_after_body', accepts: true }] });
    await send();
    expect(rig().accepted().length - before).toBe(1);
  });

  it('names the failure without the number, the text or the secret', async () => {
    const { fault: _fault, ...refused } = rig().refusal;
    const outcomes = [];
    for (const fault of [
      { kind: 'answer', ...refused },
      { kind: 'reset_after_body' },
      { kind: 'hang' },
    ] as const) {
      rig().script({ once: [fault] });
      outcomes.push(await send());
    }
    outcomes.push(await sendTo(rig().wrongCredentials));
    const said = JSON.stringify(outcomes);
    expect(said).not.toContain(SMS.to.slice(1));
    expect(said).not.toContain('parcel');
    for (const secret of Object.values(rig().credentials as object)) expect(said).not.toContain(secret);
  });
}

function describeVerifying<Credentials>(rig: () => CarrierRig<Credentials>): void {
  const verify = (request: WebhookRequest) => rig().carrier.verifyWebhook(rig().credentials, request);
  const signed = () =>
    rig().inbound({ id: rig().newProviderId(), from: SMS.to, to: SMS.from, text: 'Hello' });

  it("believes the carrier's own signature", () => {
    expect(verify(signed())).toBe(true);
    expect(verify(rig().receipt({ id: rig().newProviderId(), messageId: MESSAGE_ID, status: 'sent' }))).toBe(
      true,
    );
  });

  it('refuses a body in which any single byte was changed', () => {
    const request = signed();
    for (let index = 0; index < request.rawBody.length; index += 1) {
      const rawBody = Buffer.from(request.rawBody);
      // Every byte becomes another letter: no two spellings of the same form, which would be no change.
      rawBody[index] = rawBody[index] === 0x71 ? 0x7a : 0x71;
      expect(verify({ ...request, rawBody })).toBe(false);
    }
  });

  it('refuses a body that was emptied or added to', () => {
    const request = signed();
    expect(verify({ ...request, rawBody: Buffer.alloc(0) })).toBe(false);
    expect(verify({ ...request, rawBody: Buffer.concat([request.rawBody, Buffer.from('&x=1')]) })).toBe(
      false,
    );
  });

  it('refuses when any of the signing headers is missing, empty or changed', () => {
    const request = signed();
    const names = Object.keys(request.headers).filter((header) => header.startsWith('x-'));
    expect(names).not.toEqual([]);
    for (const header of names) {
      for (const value of [undefined, '', 'v1=', 'x', `${request.headers[header]}0`]) {
        expect(verify({ ...request, headers: { ...request.headers, [header]: value } })).toBe(false);
      }
    }
  });

  it('refuses what another account has signed', () => {
    expect(rig().carrier.verifyWebhook(rig().wrongCredentials, signed())).toBe(false);
  });
}

function describeParsing<Credentials>(rig: () => CarrierRig<Credentials>): void {
  it.each([...TEXTS, ''])('reads an inbound message with the text %j unchanged', (text) => {
    const message = { id: rig().newProviderId(), from: SMS.to, to: SMS.from, text };
    expect(rig().carrier.parseInbound(rig().inbound(message))).toMatchObject({
      providerMessageId: message.id,
      from: message.from,
      to: message.to,
      text,
      media: [],
    });
  });

  it.each(['VERIFY', '88222'])('reads a message from %s, which is no phone number', (from) => {
    const request = rig().inbound({ id: rig().newProviderId(), from, to: SMS.from, text: 'Code 123' });
    expect(rig().carrier.parseInbound(request).from).toBe(from);
  });

  it('reads the same request twice as the same message, so that a duplicate can be known', () => {
    const request = rig().inbound({ id: rig().newProviderId(), from: SMS.to, to: SMS.from, text: 'Hi' });
    expect(rig().carrier.parseInbound(request)).toEqual(rig().carrier.parseInbound(request));
  });

  it.each([
    'sent',
    'delivered',
    'undelivered',
  ] as const)('reads the receipt %s with our own message id', (status) => {
    const id = rig().newProviderId();
    const receipt = rig().carrier.parseReceipt(rig().receipt({ id, messageId: MESSAGE_ID, status }));
    expect(receipt).toMatchObject({ providerMessageId: id, messageId: MESSAGE_ID, status });
    expect(receipt.fault === null).toBe(status !== 'undelivered');
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    'garbage',
    '%',
    'a=b&a=c',
    '{"type":"inbound"}',
    '\u0000\u0001',
    '<xml/>',
  ])('sends %j to quarantine: it is neither a message nor a receipt', (body) => {
    const request = { ...signedAny(rig()), rawBody: Buffer.from(body) };
    expect(() => rig().carrier.parseInbound(request)).toThrow(MalformedWebhook);
    expect(() => rig().carrier.parseReceipt(request)).toThrow(MalformedWebhook);
  });

  it('does not take a receipt for a message, nor a message for a receipt', () => {
    const id = rig().newProviderId();
    expect(() => rig().carrier.parseReceipt(signedAny(rig()))).toThrow(MalformedWebhook);
    const receipt = rig().receipt({ id, messageId: MESSAGE_ID, status: 'sent' });
    expect(rig().carrier.parseReceipt(receipt).providerMessageId).toBe(id);
    expect(() => rig().carrier.parseInbound(receipt)).toThrow(MalformedWebhook);
  });
}

function signedAny<Credentials>(rig: CarrierRig<Credentials>): WebhookRequest {
  return rig.inbound({ id: rig.newProviderId(), from: SMS.to, to: SMS.from, text: 'Hello' });
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
