import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import next from 'next';

export interface Pages {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Takes an Upgrade request: hot reload, in development only. */
  upgrade: ((req: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
  /** Hangs up on hot reload, which would hold the server open. */
  endStreams(): void;
  close(): Promise<void>;
}

/** Starts Next inside this process: from the build, or compiling as it goes in development. */
export async function preparePages({ dev, port }: { dev: boolean; port: number }): Promise<Pages> {
  // Next puts an Upgrade listener on the server it finds. It is given one that nobody can connect to, so
  // that Upgrade stays ours to refuse (CVE-2026-44578 came in by that door).
  const unreachable = createServer();
  const app = next({ dev, port, hostname: '127.0.0.1', httpServer: unreachable, quiet: !dev });
  await app.prepare();
  const handle = app.getRequestHandler();
  const upgraded = new Set<Duplex>();
  const upgrade: Pages['upgrade'] = (req, socket, head) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    unreachable.emit('upgrade', req, socket, head);
  };
  return {
    handle: (req, res) => handle(req, res),
    upgrade: dev ? upgrade : null,
    endStreams: () => {
      for (const socket of upgraded) socket.destroy();
    },
    close: () => app.close(),
  };
}
