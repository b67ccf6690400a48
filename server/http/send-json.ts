import type { ServerResponse } from 'node:http';
import { DomainError } from '@/server/domain/errors';
import { expectedError, HTTP_STATUS } from './error-map';
import type { Exchange } from './exchange';

/** Answers with JSON and ends the response. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  res.end(text);
}

/**
 * Answers a failure as `{error: {code, reason, message, requestId}}`; what we did not expect becomes a
 * bare 500. `status` is for the few answers whose HTTP status says more than their code.
 */
export function sendError(res: ServerResponse, exchange: Exchange, error: unknown, status?: number): void {
  const expected = expectedError(error);
  if (!expected) exchange.log.error({ err: error, requestId: exchange.requestId }, 'request failed');
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  // A body that is too large has not been read to its end: the connection cannot be used again.
  if (expected?.code === 'too_large') res.setHeader('Connection', 'close');
  const { code, reason, message } = expected ?? {
    code: 'internal',
    reason: 'internal',
    message: 'Something went wrong on our side. The request id finds it in the log.',
  };
  sendJson(res, status ?? (expected ? HTTP_STATUS[expected.code] : 500), {
    error: { code, reason, message, requestId: exchange.requestId },
  });
}

export function notFound(): DomainError {
  return new DomainError('not_found', 'no_such_address', 'There is nothing at this address.');
}
