import { expect, it } from 'vitest';
import { MalformedWebhook, type WebhookRequest } from '../carrier';
import { type CarrierRig, MESSAGE_ID, SMS, TEXTS } from './carrier-rig';

export function describeVerifying<Credentials>(rig: () => CarrierRig<Credentials>): void {
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

export function describeParsing<Credentials>(rig: () => CarrierRig<Credentials>): void {
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
