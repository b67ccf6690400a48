import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
} from 'node:http';
import type { Duplex } from 'node:stream';

type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** How long and how large a request may be. A test makes the times short. */
export const REQUEST_BOUNDS = {
  maxHeaderSize: 16 * 1024,
  /** From the connection to the last header (milliseconds). */
  headersTimeout: 10_000,
  /** From the connection to the last byte of the body (milliseconds). */
  requestTimeout: 60_000,
  // Longer than the minute proxies keep a connection, so that they never write into one we just closed.
  keepAliveTimeout: 65_000,
  /** How often the two times above are looked at. */
  connectionsCheckingInterval: 2_000,
};

const REFUSAL = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Our HTTP server with its bounds. Nothing here speaks WebSocket, besides hot reload in development. */
export function createHttpServer(
  listener: RequestListener,
  upgrade: Upgrade | null,
  bounds: ServerOptions = REQUEST_BOUNDS,
): Server {
  const server = createServer(bounds, listener);
  server.on('upgrade', (req, socket, head) => {
    if (upgrade && req.url?.startsWith('/_next/')) upgrade(req, socket, head);
    else socket.end(REFUSAL);
  });
  server.on('connect', (_req, socket) => socket.end(REFUSAL));
  return server;
}
