import type { Server } from 'node:http';

/** Requests that take longer than this are cut off (milliseconds). */
const FINISH_MS = 25_000;

export interface DrainParts {
  server: Server;
  /** Called first: readiness says no from here on. */
  announce(): void;
  /** Sends the streams away, which would never end by themselves. */
  endStreams(): void;
  /** How long to go on listening, so that a load balancer sees /api/readyz say no. */
  noticeMs: number;
}

/** Stops taking requests and waits for those under way; resolves when the last connection is gone. */
export async function drain({ server, announce, endStreams, noticeMs }: DrainParts): Promise<void> {
  announce();
  await new Promise((resolve) => setTimeout(resolve, noticeMs));
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  endStreams();
  server.closeIdleConnections();
  // A connection that was busy a moment ago turns idle and would be kept alive for nobody.
  const sweep = setInterval(() => server.closeIdleConnections(), 200);
  const cut = setTimeout(() => server.closeAllConnections(), FINISH_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
