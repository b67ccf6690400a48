import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { clientAddress, isLoopback } from './client-address';

function from(remoteAddress: string, forwarded?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const req = new IncomingMessage(socket);
  if (forwarded !== undefined) req.headers['x-forwarded-for'] = forwarded;
  return req;
}

describe('the address of a caller', () => {
  it.each([
    [0, '192.0.2.1', undefined, '192.0.2.1'],
    [0, '::ffff:192.0.2.1', undefined, '192.0.2.1'],
    [0, '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    [1, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    [1, '10.0.0.1', '198.51.100.66, 203.0.113.9', '203.0.113.9'],
    [2, '10.0.0.1', '198.51.100.66, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    [1, '10.0.0.1', undefined, '10.0.0.1'],
    [2, '10.0.0.1', '203.0.113.9', '10.0.0.1'],
    [1, '10.0.0.1', 'unknown', '10.0.0.1'],
    [1, '10.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
    [1, '10.0.0.1', '2001:db8::1', '2001:db8::1'],
  ])('behind %i proxies, from %s saying %s, is %s', (proxies, remote, forwarded, expected) => {
    expect(clientAddress(from(remote, forwarded), proxies)).toBe(expected);
  });

  it('is this machine for loopback only', () => {
    expect(['127.0.0.1', '127.8.9.1', '::1'].map(isLoopback)).toEqual([true, true, true]);
    expect(['10.0.0.1', '128.0.0.1', '::2', ''].map(isLoopback)).toEqual([false, false, false, false]);
  });
});
