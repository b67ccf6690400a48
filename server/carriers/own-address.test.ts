import { describe, expect, it } from 'vitest';
import { connectionOpener } from './open-connection';
import { withOwnAddress } from './own-address';
import { connectionSealer } from './seal-connection';

describe('an API address stored as a path', () => {
  it('stands on our own server, wherever that is now', () => {
    const stored = { secret: 's', apiBaseUrl: '/api/simulator/t' };
    expect(withOwnAddress(stored, 'http://127.0.0.1:4000/')).toEqual({
      secret: 's',
      apiBaseUrl: 'http://127.0.0.1:4000/api/simulator/t',
    });
  });

  it.each([
    { apiBaseUrl: 'https://api.example/v1' },
    { apiBaseUrl: '//elsewhere.example/v1' },
    { apiBaseUrl: 7 },
    {},
    null,
    'text',
  ])('is nothing but a path: %j stays as it is', (credentials) => {
    expect(withOwnAddress(credentials, 'http://127.0.0.1:4000')).toEqual(credentials);
  });

  it('moves with the port between sealing and opening', () => {
    const keyring = { keys: [{ id: 'k1', key: Buffer.alloc(32, 7) }] };
    const place = { organizationId: 1, connectionId: 'c' };
    const input = { kind: 'simulator', credentials: {} };
    const sealedCredentials = connectionSealer(keyring)({ ...place, webhookToken: 'token', input });
    const open = connectionOpener(keyring, 'http://127.0.0.1:4567');
    expect(open(1, { id: 'c', kind: 'simulator', sealedCredentials }).credentials).toMatchObject({
      apiBaseUrl: 'http://127.0.0.1:4567/api/simulator/token',
    });
  });
});
