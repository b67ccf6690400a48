import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Our HTTP server with its bounds: 16 KB of headers within 10 s, a whole request within 60 s, and no
 * Upgrade (nothing here speaks WebSocket, besides hot reload in development).
 */
export function createHttpServer(listener: RequestListener, upgrade: Upgrade | null): Server {
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 60_000,
      // Longer than the minute proxies keep a connection, so that they never write into one we just closed.
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
    },
    listener,
  );
  server.on('upgrade', (req, socket, head) => {
    if (upgrade && req.url?.startsWith('/_next/')) return upgrade(req, socket, head);
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  server.on('connect', (_req, socket) => {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}
