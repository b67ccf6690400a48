import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { DomainError } from '@/server/domain/errors';
import type { Metrics } from '@/server/metrics';
import { clientAddress } from './client-address';
import { csrfFault } from './csrf';
import type { Exchange } from './exchange';
import { type ApiRoute, findRoute } from './routes';
import { API_CSP, documentCsp, type HeaderSettings, newNonce, setCommonHeaders } from './security-headers';
import { notFound, sendError } from './send-json';
import { stripInternalHeaders } from './strip-headers';

export interface FrontSettings extends HeaderSettings {
  /** `https://sms.example.com`: what PUBLIC_URL says, without a path. */
  publicOrigin: string;
  trustedProxies: number;
}

export interface FrontParts {
  settings: FrontSettings;
  routes: readonly ApiRoute[];
  /** Next: answers every address outside /api. */
  pages: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  metrics: Metrics;
  log: Logger;
}

/**
 * The one listener of our HTTP server. Refuses what nobody should send, takes away headers that only
 * we may set, gives every answer its security headers, and hands /api to our handlers and the rest to
 * Next (design rule 14). Answers every failure; never throws.
 */
export function createFront(parts: FrontParts): RequestListener {
  return (req, res) => {
    const exchange = openExchange(req, parts);
    setCommonHeaders(res, exchange.requestId, parts.settings);
    const startedAt = performance.now();
    const route = answer(req, res, exchange, parts);
    res.once('close', () => {
      const ms = performance.now() - startedAt;
      const status = res.writableFinished ? res.statusCode : 499; // 499: the caller went away first
      parts.metrics.observeRequest(req.method ?? '', route.label, status, ms);
      const level = status >= 500 ? 'error' : route.quiet && status < 400 ? 'debug' : 'info';
      exchange.log[level](
        { requestId: exchange.requestId, method: req.method, route: route.label, status, ms: Math.round(ms) },
        'request',
      );
    });
  };
}

function openExchange(req: IncomingMessage, { settings, log }: FrontParts): Exchange {
  const target = req.url ?? '';
  const mark = target.indexOf('?');
  return {
    requestId: randomUUID(),
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark),
    clientAddress: clientAddress(req, settings.trustedProxies),
    log,
  };
}

/** How the request shows up in log and metrics: a pattern, never an address that may hold a token. */
interface RouteLabel {
  label: string;
  quiet: boolean;
}

function answer(
  req: IncomingMessage,
  res: ServerResponse,
  exchange: Exchange,
  parts: FrontParts,
): RouteLabel {
  const { path } = exchange;
  if (isStrangeTarget(path)) {
    sendError(
      res,
      exchange,
      new DomainError('invalid_input', 'bad_target', 'This is not an address of this server.'),
    );
    return { label: 'refused', quiet: false };
  }
  stripInternalHeaders(req, parts.settings.trustedProxies > 0);
  if (path === '/api' || path.startsWith('/api/')) return answerApi(req, res, exchange, parts);
  const label = path.startsWith('/_next/') ? '/_next/*' : 'page';
  answerPage(req, res, exchange, parts).catch((error) => sendError(res, exchange, error));
  return { label, quiet: label !== 'page' };
}

/** Absolute-form, authority-form and `//host` targets: nothing a browser or carrier sends (CVE-2026-44578). */
function isStrangeTarget(path: string): boolean {
  return !path.startsWith('/') || path.startsWith('//') || path.includes('\\');
}

function answerApi(
  req: IncomingMessage,
  res: ServerResponse,
  exchange: Exchange,
  parts: FrontParts,
): RouteLabel {
  res.setHeader('Content-Security-Policy', API_CSP);
  res.setHeader('Cache-Control', 'private, no-store');
  const route = findRoute(parts.routes, exchange.path);
  const refuse = (error: DomainError, label: string, status?: number) => {
    // The body was not read, so the connection must not be used for another request.
    res.setHeader('Connection', 'close');
    sendError(res, exchange, error, status);
    return { label, quiet: false };
  };
  if (!route) return refuse(notFound(), 'unknown');
  const method = req.method === 'HEAD' ? 'GET' : (req.method ?? '');
  if (!route.methods.includes(method)) {
    res.setHeader('Allow', route.methods.join(', '));
    return refuse(
      new DomainError('invalid_input', 'method_not_allowed', 'This address does not take that method.'),
      route.label,
      405,
    );
  }
  const fault = route.guard ? csrfFault(req, route.guard, parts.settings.publicOrigin) : null;
  if (fault) return refuse(new DomainError('forbidden', 'cross_site', `Refused: ${fault}.`), route.label);
  Promise.resolve()
    .then(() => route.handle(req, res, exchange))
    .catch((error) => sendError(res, exchange, error));
  return { label: route.label, quiet: route.quiet ?? false };
}

async function answerPage(req: IncomingMessage, res: ServerResponse, exchange: Exchange, parts: FrontParts) {
  const { path } = exchange;
  // No Server Actions and no image optimizer: both have had holes, and Waggle uses neither.
  if (req.headers['next-action'] !== undefined || path.startsWith('/_next/image')) throw notFound();
  if (!path.startsWith('/_next/')) {
    if (req.method !== 'GET' && req.method !== 'HEAD' && !parts.settings.dev) {
      res.setHeader('Connection', 'close');
      throw notFound();
    }
    const nonce = newNonce();
    const csp = documentCsp(nonce, parts.settings);
    // Next finds the nonce for its own scripts in the request's policy.
    req.headers['content-security-policy'] = csp;
    req.headers['x-nonce'] = nonce;
    req.headers['x-request-id'] = exchange.requestId;
    res.setHeader('Content-Security-Policy', csp);
    res.setHeader('Cache-Control', 'private, no-store');
  }
  await parts.pages(req, res);
}
