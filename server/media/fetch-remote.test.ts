import type { lookup as systemLookup } from 'node:dns';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchRemote } from './fetch-remote';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

let answer: Answer;
let heard: { url: string; authorization: string | undefined }[];
const listen = (handle: Answer) => {
  const server = createServer(handle);
  return new Promise<{ origin: string; close(): void }>((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => void server.close(),
      }),
    ),
  );
};
let carrier: Awaited<ReturnType<typeof listen>>;
/** A listener that nobody may ever reach. */
let canary: Awaited<ReturnType<typeof listen>>;
let reached = 0;

beforeAll(async () => {
  carrier = await listen((req, res) => {
    heard.push({ url: req.url ?? '', authorization: req.headers.authorization });
    answer(req, res);
  });
  canary = await listen((_req, res) => {
    reached += 1;
    res.end('secret');
  });
});
beforeEach(() => {
  heard = [];
  reached = 0;
});
afterAll(() => {
  carrier.close();
  canary.close();
});

const access = () => ({ origins: [carrier.origin], headers: { authorization: 'Basic c2VjcmV0' } });
const redirect =
  (location: string): Answer =>
  (_req, res) =>
    void res.writeHead(307, { location }).end();
const open = (address: string, options = {}) => fetchRemote(address, access(), options);

describe('a file of the carrier’s own', () => {
  it('is fetched with its credentials, from its own address only', async () => {
    answer = (_req, res) => void res.end('bytes');
    expect((await buffer(await open(`${carrier.origin}/Media/ME1`))).toString()).toBe('bytes');
    expect(heard).toEqual([{ url: '/Media/ME1', authorization: 'Basic c2VjcmV0' }]);
  });

  it('may be moved within its address', async () => {
    answer = (req, res) => (req.url === '/a' ? redirect('/b')(req, res) : void res.end('there'));
    expect((await buffer(await open(`${carrier.origin}/a`))).toString()).toBe('there');
    expect(heard.map(({ url }) => url)).toEqual(['/a', '/b']);
  });

  it.each([
    [404, 'not_found', true],
    [410, 'not_found', true],
    [500, 'unreachable', false],
    [401, 'unreachable', false],
    [204, 'unreachable', false],
  ])('answered with %i is %s', async (status, fault, lasting) => {
    answer = (_req, res) => void res.writeHead(status).end();
    await expect(open(`${carrier.origin}/x`)).rejects.toMatchObject({ fault, lasting });
  });

  it('that comes packed is not unpacked', async () => {
    answer = (_req, res) =>
      void res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)));
    await expect(open(`${carrier.origin}/x`)).rejects.toMatchObject({ fault: 'unreachable' });
  });

  it('that comes drop by drop is cut off at its time', async () => {
    answer = (_req, res) => {
      res.writeHead(200);
      const drip = setInterval(() => res.write('x'), 20);
      res.on('close', () => clearInterval(drip));
    };
    await expect(open(`${carrier.origin}/x`, { totalMs: 200 }).then(buffer)).rejects.toThrow();
  });

  it('that is led in a circle is given up', async () => {
    answer = redirect('/again');
    await expect(open(`${carrier.origin}/x`)).rejects.toMatchObject({ lasting: true });
    expect(heard.length).toBeLessThanOrEqual(4);
  });
});

describe('our own network (reliability S9)', () => {
  const port = () => new URL(canary.origin).port;
  it.each<[string, () => string]>([
    ['a loopback address', () => canary.origin],
    ['a decimal one', () => `https://2130706433:${port()}/`],
    ['an octal one', () => `https://0177.0.0.1:${port()}/`],
    ['a hexadecimal one', () => `https://0x7f.1:${port()}/`],
    ['IPv4 in IPv6', () => `https://[::ffff:127.0.0.1]:${port()}/`],
    ['the unspecified address', () => `https://[::]:${port()}/`],
    ['zero', () => `https://0.0.0.0:${port()}/`],
    ['the cloud’s metadata', () => 'https://169.254.169.254/latest/meta-data'],
    ['NAT64', () => `https://[64:ff9b::7f00:1]:${port()}/`],
    ['a login in front', () => `https://carrier.example@127.0.0.1:${port()}/`],
    ['plain http', () => 'http://example.com/'],
    ['another scheme', () => 'file:///etc/passwd'],
    ['no address at all', () => 'not an address'],
  ])('is never asked by %s, given at once or by a redirect', async (_how, address) => {
    await expect(open(address())).rejects.toMatchObject({ fault: 'unreachable', lasting: true });
    answer = redirect(address());
    await expect(open(`${carrier.origin}/x`)).rejects.toMatchObject({ fault: 'unreachable' });
    expect(reached).toBe(0);
  });

  it('is never asked by a name, even one that also has a public address, or changes its mind', async () => {
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1']]) {
      const lookup = ((_name: string, _options: unknown, done: (error: null, found: unknown) => void) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        )) as unknown as typeof systemLookup;
      await expect(open(`https://carrier.example:${port()}/`, { lookup })).rejects.toMatchObject({
        fault: 'unreachable',
        lasting: true,
      });
    }
    expect(reached).toBe(0);
  });

  it('a redirect elsewhere is followed without the credentials, if at all', async () => {
    answer = redirect(`${canary.origin}/stolen`);
    await expect(open(`${carrier.origin}/x`)).rejects.toMatchObject({ lasting: true });
    expect(reached).toBe(0);
    expect(heard).toHaveLength(1);
  });
});
