import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openCredentials, sealCredentials } from './sealed-credentials';

const key = (id: string) => ({ id, key: randomBytes(32) });
const place = { organizationId: 7, connectionId: '0190a000-0000-7000-8000-000000000001' };
const secret = { accountSid: 'AC1', authToken: 'tell nobody' };

describe('sealed credentials', () => {
  it('come back as they went in, and never look the same twice', () => {
    const keyring = { keys: [key('k1')] };
    const sealed = sealCredentials(keyring, place, secret);
    expect(openCredentials(keyring, place, sealed)).toEqual(secret);
    expect(sealCredentials(keyring, place, secret)).not.toBe(sealed);
    expect(sealed).not.toContain('tell nobody');
  });

  it('still open after a new key was put in front, and not after their key is gone', () => {
    const old = key('k1');
    const sealed = sealCredentials({ keys: [old] }, place, secret);
    expect(openCredentials({ keys: [key('k2'), old] }, place, sealed)).toEqual(secret);
    expect(() => openCredentials({ keys: [key('k2')] }, place, sealed)).toThrow('no key "k1"');
  });

  it('do not open in another row or another organization', () => {
    const keyring = { keys: [key('k1')] };
    const sealed = sealCredentials(keyring, place, secret);
    expect(() => openCredentials(keyring, { ...place, organizationId: 8 }, sealed)).toThrow();
    expect(() => openCredentials(keyring, { ...place, connectionId: 'other' }, sealed)).toThrow();
  });

  it('do not open when any part was changed', () => {
    const keyring = { keys: [key('k1')] };
    const parts = sealCredentials(keyring, place, secret).split('|');
    for (const index of [2, 3, 4]) {
      const changed = parts.map((part, i) =>
        i === index ? Buffer.from(part, 'base64url').map((byte) => byte ^ 1) : part,
      );
      const forged = changed.map((p) => (typeof p === 'string' ? p : Buffer.from(p).toString('base64url')));
      expect(() => openCredentials(keyring, place, forged.join('|'))).toThrow();
    }
    expect(() => openCredentials(keyring, place, 'garbage')).toThrow('not sealed');
  });
});
