import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The address of whoever called. `trustedProxies` is how many proxies of our own stand in front: each
 * appends the address it saw to X-Forwarded-For, so ours is that many places from the right. Anything
 * further left was written by the caller and is not believed (ASVS 15.3.4).
 */
export function clientAddress(req: IncomingMessage, trustedProxies: number): string {
  const direct = plain(req.socket.remoteAddress ?? '');
  if (trustedProxies === 0) return direct;
  const header = req.headers['x-forwarded-for'];
  const chain = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((entry) => entry.trim());
  const seen = plain(chain.at(-trustedProxies) ?? '');
  return isIP(seen) ? seen : direct;
}

/** `::ffff:192.0.2.1` is an IPv4 caller on a dual-stack socket. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}

export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
