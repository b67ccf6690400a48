import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpExchange } from './http-exchange';

const LIMITS = { connectMs: 200, totalMs: 300, maxAnswerBytes: 1_000 };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(server: net.Server): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

const post = (url: string, body = 'text=hello') =>
  httpExchange({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, body }, LIMITS);

describe('one HTTP exchange', () => {
  it('gives back status, headers and body of the answer', async () => {
    const url = await listen(
      http.createServer((request, response) => {
        request.resume().once('end', () => response.writeHead(418, { 'x-kind': 'tea' }).end('ä'));
      }),
    );
    expect(await post(url)).toMatchObject({
      reached: 'answer',
      status: 418,
      headers: { 'x-kind': 'tea' },
      body: 'ä',
    });
  });

  it('keeps a connection for the next request', async () => {
    const ports = new Set<number | undefined>();
    const url = await listen(
      http.createServer((request, response) => {
        ports.add(request.socket.remotePort);
        request.resume().once('end', () => response.end('ok'));
      }),
    );
    await post(url);
    await post(url);
    expect(ports.size).toBe(1);
  });

  it('says that bytes may have left when a reused connection is reset', async () => {
    let requests = 0;
    const url = await listen(
      http.createServer((request, response) => {
        requests += 1;
        if (requests === 2) request.socket.resetAndDestroy();
        else request.resume().once('end', () => response.end('ok'));
      }),
    );
    expect(await post(url)).toMatchObject({ reached: 'answer' });
    expect(await post(url)).toMatchObject({ reached: 'no_answer' });
    expect(requests).toBe(2);
  });

  it.each([
    'closed',
    'reset',
  ] as const)('says that nothing was sent when an idle connection was %s meanwhile', async (how) => {
    let connection: net.Socket | undefined;
    const url = await listen(
      http.createServer((request, response) => {
        connection = request.socket;
        request.resume().once('end', () => response.end('ok'));
      }),
    );
    await post(url);
    if (how === 'reset') connection?.resetAndDestroy();
    else connection?.destroy();
    if (connection) await once(connection, 'close');
    expect(await post(url)).toMatchObject({ reached: 'nothing_sent' });
  });

  it('says that bytes may have left when the connection is reset as soon as it stands', async () => {
    const url = await listen(
      net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    expect(await post(url)).toMatchObject({ reached: 'no_answer' });
  });

  it('says that nothing was sent while a handshake hangs: the request waits for the certificate', async () => {
    const seen: Buffer[] = [];
    const url = await listen(net.createServer((socket) => socket.on('data', (data) => seen.push(data))));
    const exchange = await post(url.replace('http:', 'https:'), 'a text that must not leave');
    expect(exchange).toEqual({ reached: 'nothing_sent', detail: 'no connection within 200 ms' });
    expect(Buffer.concat(seen).toString('latin1')).not.toContain('must not leave');
    expect(seen).not.toEqual([]);
  });

  it('follows no redirect', async () => {
    const paths: (string | undefined)[] = [];
    const url = await listen(
      http.createServer((request, response) => {
        paths.push(request.url);
        request.resume().once('end', () => response.writeHead(307, { location: '/elsewhere' }).end());
      }),
    );
    expect(await post(url)).toMatchObject({ reached: 'answer', status: 307 });
    expect(paths).toEqual(['/']);
  });

  it('gives up on an answer that comes byte by byte, at the total limit', async () => {
    const url = await listen(
      http.createServer((_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('x'), 20);
        response.once('close', () => clearInterval(drip));
      }),
    );
    expect(await post(url)).toEqual({ reached: 'no_answer', detail: 'no answer within 300 ms' });
  });

  it('takes an answer of exactly the limit and none of one byte more', async () => {
    let size = LIMITS.maxAnswerBytes;
    const url = await listen(
      http.createServer((request, response) => {
        request.resume().once('end', () => response.end('x'.repeat(size)));
      }),
    );
    expect(await post(url)).toMatchObject({ reached: 'answer' });
    size += 1;
    expect(await post(url)).toMatchObject({ reached: 'no_answer' });
  });

  it('takes a switch of protocols for no answer, at once', async () => {
    const url = await listen(
      net.createServer((socket) =>
        socket.once('data', () =>
          socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
        ),
      ),
    );
    expect(await post(url)).toEqual({ reached: 'no_answer', detail: expect.not.stringContaining('within') });
  });

  it('takes an answer that is no HTTP for no answer', async () => {
    const url = await listen(
      net.createServer((socket) => socket.once('data', () => socket.end('hello\r\n\r\n'))),
    );
    expect(await post(url)).toMatchObject({ reached: 'no_answer' });
  });
});
