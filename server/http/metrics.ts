import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Metrics } from '@/server/metrics';
import { isLoopback } from './client-address';
import type { Exchange, Handler } from './exchange';
import { notFound } from './send-json';

/**
 * GET /api/metrics in Prometheus' text form. With METRICS_TOKEN set it takes that as a bearer token;
 * without, only callers on this machine are answered. Everybody else finds nothing here.
 */
export function metricsHandler({ registry }: Metrics, token: string | null): Handler {
  return async (req, res, exchange) => {
    if (!(token ? bears(req, token) : isLocal(req, exchange))) throw notFound();
    const text = await registry.metrics();
    res.writeHead(200, { 'Content-Type': registry.contentType, 'Content-Length': Buffer.byteLength(text) });
    res.end(text);
  };
}

function bears({ headers }: IncomingMessage, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

/** A proxy on this machine that we were not told of brings strangers: it gives itself away by its header. */
function isLocal(req: IncomingMessage, { clientAddress }: Exchange): boolean {
  const forwarded = req.rawHeaders.some((name) => name.toLowerCase() === 'x-forwarded-for');
  return isLoopback(clientAddress) && !forwarded;
}
