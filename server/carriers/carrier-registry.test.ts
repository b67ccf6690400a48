import { describe, expect, it } from 'vitest';
import { carrierFor, isCarrierKind } from './carrier-registry';

describe('the list of carriers', () => {
  it.each(['simulator', 'twilio'] as const)('knows %s under its own name', (kind) => {
    expect(carrierFor(kind).kind).toBe(kind);
    expect(isCarrierKind(kind)).toBe(true);
  });

  it.each(['', 'Twilio', 'toString', '__proto__', 'constructor'])('does not know %j', (kind) => {
    expect(isCarrierKind(kind)).toBe(false);
    expect(() => carrierFor(kind)).toThrow('No carrier is called');
  });

  it('refuses credentials of another carrier without repeating them', async () => {
    const credentials = { secret: 'canary-secret', apiBaseUrl: 'http://127.0.0.1:9' };
    const sms = { messageId: 'm', from: 'f', to: 't', text: 'x', media: [], statusUrl: 'http://127.0.0.1' };
    const refused = carrierFor('twilio').send(credentials, sms);
    await expect(refused).rejects.toThrow(/accountSid/);
    await expect(refused).rejects.not.toThrow(/canary/);
  });

  it('offers a look-up only where the carrier has one', () => {
    expect(carrierFor('simulator').findSent).toBeNull();
    expect(carrierFor('twilio').findSent).not.toBeNull();
  });
});
