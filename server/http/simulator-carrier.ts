import { simulatorSend } from '@/server/carriers/simulator/protocol';
import { isSignedBySimulator } from '@/server/carriers/simulator/sign';
import { simulatorCredentials } from '@/server/carriers/simulator/simulator-carrier';
import { type Box, inOrganization } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { acceptSimulatedMessage } from '@/server/usecases/simulator/accept-simulated-message';
import type { ConnectionCache } from './connection-cache';
import type { Handler } from './exchange';
import { readBody } from './read-body';
import { notFound, sendJson } from './send-json';

const BODY_LIMIT = 64 * 1024;
const PATH = /^\/api\/simulator\/([^/]{1,80})\/messages$/;

/**
 * POST /api/simulator/<connection token>/messages: the simulated carrier's own API, called by our worker
 * as any carrier's API would be. 202 `{id}`; 422 `{fault}` when the message is refused; 401 for a wrong
 * signature; 404 for a token of no simulator connection.
 */
export function simulatorCarrierHandler(box: Box, connections: ConnectionCache): Handler {
  return async (req, res, exchange) => {
    const token = PATH.exec(exchange.path)?.[1];
    const connection = token ? await connections.find(token) : null;
    if (connection?.carrier.kind !== 'simulator') throw notFound();
    const { secret } = simulatorCredentials.parse(connection.credentials);
    const rawBody = await readBody(req, BODY_LIMIT);
    if (!isSignedBySimulator(secret, { headers: req.headers, rawBody }, box.clock())) {
      throw new DomainError('unauthenticated', 'bad_signature', 'The signature is not this connection’s.');
    }
    const message = readMessage(rawBody);
    const answer = await inOrganization(box, connection.organizationId, { kind: 'carrier' }, (ctx) =>
      acceptSimulatedMessage(ctx, connection.id, message),
    );
    if (answer.accepted) sendJson(res, 202, { id: answer.id });
    else sendJson(res, 422, { fault: answer.fault });
  };
}

function readMessage(rawBody: Buffer) {
  try {
    return simulatorSend.parse(JSON.parse(rawBody.toString('utf8')));
  } catch {
    throw new DomainError('invalid_input', 'malformed', 'This is not what the simulated carrier takes.');
  }
}
