import type { IncomingMessage } from 'node:http';
import { DatabaseUnavailable } from '@/db/client';
import { MalformedWebhook, type WebhookRequest } from '@/server/carriers/carrier';
import { type Box, inOrganization } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { receiveMessage } from '@/server/usecases/messages/receive-message';
import { recordReceipt } from '@/server/usecases/messages/record-receipt';
import { quarantineWebhook } from '@/server/usecases/quarantine/quarantine-webhook';
import type { ConnectionCache, OpenConnection } from './connection-cache';
import type { Exchange, Handler } from './exchange';
import { readBody } from './read-body';
import { notFound } from './send-json';

/** Media come by address, so that a body is a few kilobytes in practice. */
const BODY_LIMIT = 1024 * 1024;
const PATH = /^\/api\/webhooks\/([^/]{1,80})\/(inbound|status)$/;
const CARRIER = { kind: 'carrier' } as const;

export interface WebhookParts {
  box: Box;
  connections: ConnectionCache;
  /** PUBLIC_URL without a slash at its end: carriers sign the address they were given. */
  publicUrl: string;
}

/**
 * POST /api/webhooks/<token>/inbound|status. 404 for an unknown token, 403 for a wrong signature (and
 * nothing is stored), 503 without a database, so that the carrier tries again; else what the carrier
 * wants to hear, and only after COMMIT. What our own code cannot process is kept in quarantine.
 */
export function webhookHandler({ box, connections, publicUrl }: WebhookParts): Handler {
  return async (req, res, exchange) => {
    const match = PATH.exec(exchange.path);
    const token = match?.[1];
    const connection = token ? await connections.find(token) : null;
    if (!connection) throw notFound();
    const request: WebhookRequest = {
      method: 'POST',
      url: `${publicUrl}${exchange.path}${exchange.query}`,
      headers: singleHeaders(req),
      rawBody: await readBody(req, BODY_LIMIT),
    };
    const { carrier, credentials } = connection;
    if (!carrier.verifyWebhook(credentials, request)) {
      throw new DomainError('forbidden', 'bad_signature', 'The signature is not this connection’s.');
    }
    await take(box, connection, match?.[2] === 'inbound' ? 'inbound' : 'status', request, exchange);
    const { contentType, body } = carrier.acknowledgement;
    res.writeHead(200, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) });
    res.end(body);
  };
}

/** Resolves when the webhook is in the database, as what it says or in quarantine. Throws DatabaseUnavailable. */
async function take(
  box: Box,
  { id, organizationId, carrier }: OpenConnection,
  kind: 'inbound' | 'status',
  request: WebhookRequest,
  { log, requestId }: Exchange,
): Promise<void> {
  try {
    if (kind === 'inbound') {
      const message = carrier.parseInbound(request);
      await inOrganization(box, organizationId, CARRIER, (ctx) => receiveMessage(ctx, id, message));
    } else {
      const receipt = carrier.parseReceipt(request);
      await inOrganization(box, organizationId, CARRIER, (ctx) => recordReceipt(ctx, id, receipt));
    }
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    const reason = reasonOf(error);
    const contentType = request.headers['content-type'];
    const kept = await inOrganization(box, organizationId, CARRIER, (ctx) =>
      quarantineWebhook(ctx, {
        connectionId: id,
        kind,
        url: request.url,
        headers: contentType ? { 'content-type': contentType } : {},
        rawBody: request.rawBody,
        reason,
      }),
    );
    log.error(
      { requestId, connectionId: id, quarantineId: kept.id, kind, reason },
      'webhook kept in quarantine',
    );
  }
}

/** A word that tells an admin what went wrong and cannot hold what the customer wrote. */
function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.reason;
  if (error instanceof MalformedWebhook) return 'malformed';
  return error instanceof Error ? error.name : 'unknown';
}

function singleHeaders({ headers }: IncomingMessage): WebhookRequest['headers'] {
  const single: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(headers))
    single[name] = Array.isArray(value) ? value.join(', ') : value;
  return single;
}
