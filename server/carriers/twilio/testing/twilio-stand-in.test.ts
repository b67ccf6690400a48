import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../carrier';
import { httpExchange } from '../../http-exchange';
import { type MisbehavingServer, startMisbehavingServer } from '../../testing/misbehaving-server';
import { twilioCredentials } from '../credentials';
import { twilioCarrier } from '../twilio-carrier';
import { startTwilioStandIn, type TwilioStandIn } from './twilio-stand-in';

const ACCOUNT = { accountSid: `AC${'2e'.repeat(16)}`, authToken: 'token' };
const MESSAGE_ID = '019aa000-0000-7000-8000-000000000003';

describe("the stand-in of Twilio's API", () => {
  let standIn: TwilioStandIn;
  let hooks: MisbehavingServer;
  let receipts: Receipt[] = [];

  beforeAll(async () => {
    await import('../send-sms'); // the SDK takes its time to load, which no test shall be blamed for
    standIn = await startTwilioStandIn();
    hooks = await startMisbehavingServer(({ method, url, headers, rawBody }) => {
      const signature = String(headers['x-twilio-signature']);
      const called = `${hooks.baseUrl}${url.pathname}${url.search}`;
      const request = { method, url: called, headers: { 'x-twilio-signature': signature }, rawBody };
      if (!twilioCarrier.verifyWebhook(credentials(), request)) return { status: 403, body: '' };
      receipts.push(twilioCarrier.parseReceipt(request));
      return { status: 200, body: twilioCarrier.acknowledgement.body };
    });
  }, 30_000);
  afterAll(async () => {
    await standIn.close();
    await hooks.close();
  });
  afterEach(() => {
    standIn.reset();
    receipts = [];
  });

  const credentials = () => twilioCredentials.parse({ ...ACCOUNT, apiBaseUrl: standIn.baseUrl });
  const send = (text = 'Hello') =>
    twilioCarrier.send(credentials(), {
      messageId: MESSAGE_ID,
      from: '+14155550100',
      to: '+14155550123',
      text,
      media: [],
      statusUrl: `${hooks.baseUrl}/status?m=${MESSAGE_ID}`,
    });
  const steer = (method: 'GET' | 'POST', path: string, body: unknown = null) =>
    httpExchange({
      method,
      url: standIn.baseUrl + path,
      headers: {},
      body: method === 'GET' ? null : JSON.stringify(body),
    });

  it('reports what became of a message by signed callbacks, in order', async () => {
    standIn.sendReceipts({ statuses: [{ status: 'sent' }, { status: 'undelivered', errorCode: 30003 }] });
    await send();
    await standIn.receiptsDone();
    expect(receipts.map(({ status, fault, messageId }) => [status, fault, messageId])).toEqual([
      ['sent', null, MESSAGE_ID],
      ['undelivered', 'unreachable', MESSAGE_ID],
    ]);
    expect(standIn.counters()).toMatchObject({ receiptsSent: 2, receiptsFailed: 0 });
  });

  it('reports a message whose answer it has lost all the same', async () => {
    standIn.sendReceipts({ statuses: [{ status: 'delivered' }] });
    standIn.script({ once: [{ kind: 'reset_after_body', accepts: true }] });
    expect((await send()).kind).toBe('unknown');
    await standIn.receiptsDone();
    expect(receipts).toMatchObject([{ messageId: MESSAGE_ID, status: 'delivered' }]);
  });

  it('goes round and round a cycle of faults', async () => {
    standIn.script({ once: [null], cycle: [{ kind: 'answer', status: 500 }, null] });
    const kinds = [];
    for (let turn = 0; turn < 5; turn += 1) kinds.push((await send()).kind);
    expect(kinds).toEqual(['accepted', 'unknown', 'accepted', 'unknown', 'accepted']);
    expect(standIn.counters()).toMatchObject({ requests: 5, accepted: 3 });
  });

  it('takes a message before a slow answer', async () => {
    standIn.script({ once: [{ kind: 'delay', ms: 20 }] });
    const sending = send('slow');
    expect((await sending).kind).toBe('accepted');
    expect(standIn.messages).toMatchObject([{ body: 'slow' }]);
  });

  it('can be steered by another process', async () => {
    await steer('POST', '/stand-in/faults', { once: [{ kind: 'answer', status: 429 }] });
    await steer('POST', '/stand-in/receipts', { statuses: [{ status: 'sent' }] });
    expect((await send('one')).kind).toBe('not_accepted');
    expect((await send('two')).kind).toBe('accepted');
    await standIn.receiptsDone();
    const log = await steer('GET', '/stand-in/log');
    expect(JSON.parse(log.reached === 'answer' ? log.body : '')).toMatchObject({
      counters: { requests: 2, accepted: 1, receiptsSent: 1 },
      messages: [{ body: 'two' }],
    });
    expect(await steer('POST', '/stand-in/faults', { once: [{ kind: 'nonsense' }] })).toMatchObject({
      status: 500,
    });
    await steer('POST', '/stand-in/reset');
    expect(standIn.messages).toEqual([]);
  });
});
