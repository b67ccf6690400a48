import { createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { freePort } from '@/db/embedded/free-port';
import { needFreePort } from './need-free-port';

let server: Server | undefined;
afterEach(() => server?.close());

it.each(['127.0.0.1', '::'])('a port taken on %s is refused in one line that names another', async (host) => {
  const port = await freePort();
  server = createServer();
  await new Promise<void>((resolve) => server?.listen(port, host, resolve));
  await expect(needFreePort(port)).rejects.toThrow(
    `Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`,
  );
});

it('a free port is left free', async () => {
  const port = await freePort();
  await needFreePort(port);
  await expect(needFreePort(port)).resolves.toBeUndefined();
});
