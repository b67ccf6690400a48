import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The plainest server that takes files: each body becomes a file, flushed to the disk as ours are. */
export async function startCopy() {
  const folder = await mkdtemp(path.join(tmpdir(), 'waggle-copy-'));
  let taken = 0;
  const server = createServer((req, res) => {
    taken += 1;
    void pipeline(req, createWriteStream(path.join(folder, String(taken)), { flush: true })).then(() =>
      res.writeHead(201).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    put: async (bytes: Buffer) => {
      await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: new Uint8Array(bytes) });
    },
    close: async () => {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
