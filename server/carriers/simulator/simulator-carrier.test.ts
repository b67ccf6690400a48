import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MalformedWebhook, type WebhookRequest } from '../carrier';
import { describeCarrierContract } from '../testing/carrier-contract';
import { type CarrierRig, SMS, TEST_LIMITS } from '../testing/carrier-rig';
import type { SimulatorInbound, SimulatorReceipt } from './protocol';
import { signSimulatorBody } from './sign';
import { createSimulatorCarrier, type SimulatorCredentials, simulatorCredentials } from './simulator-carrier';
import { startSimulatorStandIn } from './testing/simulator-stand-in';

const SECRET = 'canary-simulator-secret';
const NOW = new Date('2026-11-22T10:00:00Z');

function signed(body: SimulatorInbound | SimulatorReceipt, now = new Date()): WebhookRequest {
  const rawBody = Buffer.from(JSON.stringify(body));
  const headers = { 'content-type': 'application/json', ...signSimulatorBody(SECRET, rawBody, now) };
  return { method: 'POST', url: 'https://waggle.test/api/webhooks/token/inbound', headers, rawBody };
}

describeCarrierContract('simulator', async (): Promise<CarrierRig<SimulatorCredentials>> => {
  const standIn = await startSimulatorStandIn(SECRET);
  const at = (apiBaseUrl: string, secret = SECRET) => simulatorCredentials.parse({ secret, apiBaseUrl });
  return {
    carrier: createSimulatorCarrier({ limits: TEST_LIMITS }),
    credentials: at(standIn.baseUrl),
    wrongCredentials: at(standIn.baseUrl, 'another-secret'),
    credentialsAt: at,
    accepted: () => standIn.messages.map(({ from, to, text, statusUrl }) => ({ from, to, text, statusUrl })),
    script: standIn.script,
    refusal: { status: 422, body: '{"fault":"landline"}', fault: 'landline' },
    newProviderId: randomUUID,
    inbound: (message) => signed({ type: 'inbound', ...message, sentAt: NOW.toISOString() }),
    receipt: (receipt) => signed({ type: 'receipt', ...receipt }),
    close: standIn.close,
  };
});

describe("the simulator's signature", () => {
  const carrier = createSimulatorCarrier({ now: () => NOW });
  const credentials = { secret: SECRET, apiBaseUrl: 'http://127.0.0.1:9' };
  const receipt: SimulatorReceipt = {
    type: 'receipt',
    id: 'id',
    messageId: '019aa000-0000-7000-8000-000000000001',
    status: 'failed',
  };
  const at = (seconds: number) => signed(receipt, new Date(NOW.getTime() + seconds * 1_000));

  it.each([-300, -1, 0, 1, 300])("holds when the sender's clock is %i s away", (seconds) => {
    expect(carrier.verifyWebhook(credentials, at(seconds))).toBe(true);
  });

  it.each([
    -86_400, -301, 301, 86_400,
  ])('is worth nothing when it is %i s away: it may be a replay', (seconds) => {
    expect(carrier.verifyWebhook(credentials, at(seconds))).toBe(false);
  });

  it('covers its time: an old body cannot be made fresh', () => {
    const old = at(-3_600);
    const headers = { ...old.headers, 'x-simulator-timestamp': at(0).headers['x-simulator-timestamp'] };
    expect(carrier.verifyWebhook(credentials, { ...old, headers })).toBe(false);
  });

  it('gives a failure without a reason the plainest one, and a success none', () => {
    expect(carrier.parseReceipt(signed(receipt)).fault).toBe('carrier_error');
    expect(carrier.parseReceipt(signed({ ...receipt, fault: 'landline', code: 'x1' }))).toMatchObject({
      fault: 'landline',
      carrierCode: 'x1',
    });
    expect(carrier.parseReceipt(signed({ ...receipt, status: 'sent', fault: 'landline' })).fault).toBeNull();
  });

  it('reads when a message was written', () => {
    const message: SimulatorInbound = {
      type: 'inbound',
      id: 'i',
      from: '+1',
      to: '+2',
      text: '',
      sentAt: NOW.toISOString(),
    };
    expect(carrier.parseInbound(signed(message)).sentAt).toEqual(NOW);
    expect(() => carrier.parseInbound(signed({ ...message, sentAt: 'yesterday' }))).toThrow(MalformedWebhook);
  });
});

describe('files by the simulator', () => {
  const carrier = createSimulatorCarrier({ now: () => NOW, limits: TEST_LIMITS });
  const inbound = {
    type: 'inbound',
    id: 'i',
    from: '+1',
    to: '+2',
    text: '',
    sentAt: NOW.toISOString(),
  } as const;

  it('are handed over as addresses, with the name and type of each', async () => {
    const standIn = await startSimulatorStandIn(SECRET);
    const media = [
      { url: 'https://waggle.test/api/media/c/1', name: 'Größe.pdf', contentType: 'application/pdf' },
      { url: 'https://waggle.test/api/media/c/2', name: 'a.jpg', contentType: 'image/jpeg' },
    ];
    const honest = createSimulatorCarrier({ limits: TEST_LIMITS });
    await honest.send({ secret: SECRET, apiBaseUrl: standIn.baseUrl }, { ...SMS, text: '', media });
    expect(standIn.messages).toMatchObject([{ text: '', media }]);
    await standIn.close();
  });

  it('come as addresses with the types they claim, all of them, in order', () => {
    const media = Array.from({ length: 10 }, (_, i) => ({
      url: `http://127.0.0.1:3000/api/media/c/${i}/x.jpg`,
      contentType: i === 3 ? '' : 'image/jpeg',
    }));
    expect(carrier.parseInbound(signed({ ...inbound, media })).media).toEqual(media);
  });

  it.each([
    ['eleven', Array.from({ length: 11 }, () => ({ url: 'http://127.0.0.1/x', contentType: 'a/b' }))],
    ['one without an address', [{ url: 'x.jpg', contentType: 'image/jpeg' }]],
    ['one with a type without end', [{ url: 'http://127.0.0.1/x', contentType: 'a'.repeat(101) }]],
  ])('that are %s go to quarantine with their message', (_, media) => {
    expect(() => carrier.parseInbound(signed({ ...inbound, media }))).toThrow(MalformedWebhook);
  });
});
