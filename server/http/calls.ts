import type { IncomingMessage } from 'node:http';
import { type Keyring, openCredentials } from '@/server/carriers/sealed-credentials';
import { type Box, inOrganization } from '@/server/context';
import { callEventInput } from '@/server/domain/calls/inputs';
import { DomainError } from '@/server/domain/errors';
import { findCallHook } from '@/server/usecases/calls/call-hooks';
import { recordCall } from '@/server/usecases/calls/record-call';
import { organizationOfToken } from '@/server/usecases/connections/find-connection';
import type { Handler } from './exchange';
import { readBody } from './read-body';
import { notFound } from './send-json';
import { isSigned } from './signed-request';

const BODY_LIMIT = 16 * 1024;
const SYSTEM = { kind: 'carrier' } as const;

/**
 * POST /api/calls: a telephone system tells what one of our users' calls does. Headers X-Waggle-Hook (the token),
 * X-Waggle-Timestamp (seconds), X-Waggle-Signature (signed-request). 204 after COMMIT; 404 for an unknown hook or
 * user, 403 for a wrong or old signature, 400 for a body that is none, 409 when it cannot say whose call it is.
 * Repeating a request is harmless.
 */
export function callsHandler(box: Box, keyring: Keyring): Handler {
  return async (req, res) => {
    const token = header(req, 'x-waggle-hook');
    const organizationId = organizationOfToken(token);
    const hook =
      organizationId &&
      (await inOrganization(box, organizationId, SYSTEM, (ctx) => findCallHook(ctx, token)));
    if (!hook) throw notFound();
    const rawBody = await readBody(req, BODY_LIMIT);
    const place = { organizationId, connectionId: hook.id, table: 'call_hooks' } as const;
    const secret = String(openCredentials(keyring, place, hook.sealedSecret));
    const signed = {
      timestamp: header(req, 'x-waggle-timestamp'),
      signature: header(req, 'x-waggle-signature'),
      rawBody,
    };
    if (!isSigned(secret, signed, box.clock())) {
      throw new DomainError('forbidden', 'bad_signature', 'The signature is not this hook’s, or too old.');
    }
    const event = readEvent(rawBody);
    await inOrganization(box, organizationId, SYSTEM, (ctx) => recordCall(ctx, event));
    res.writeHead(204).end();
  };
}

function header({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function readEvent(rawBody: Buffer) {
  let body: unknown;
  try {
    body = JSON.parse(rawBody.toString('utf8'));
  } catch {
    throw new DomainError('invalid_input', 'not_json', 'The request is not valid JSON.');
  }
  const event = callEventInput.safeParse(body);
  if (event.success) return event.data;
  const [issue] = event.error.issues;
  throw new DomainError('invalid_input', 'bad_call', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}
