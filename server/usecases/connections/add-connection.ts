import { randomBytes } from 'node:crypto';
import { connections } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';
import type { AddConnectionInput } from '@/server/domain/connections/inputs';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/** What is sealed: an account's credentials, and the address part by which its carrier will call us. */
export interface NewConnection {
  organizationId: number;
  connectionId: string;
  webhookToken: string;
  input: AddConnectionInput;
}

/**
 * Adds an account with a carrier. Its credentials are stored sealed and no interface shows them again.
 * @param seal carriers/seal-connection: checks the credentials by the carrier's own schema first
 * @throws DomainError invalid_input carrier_unknown or credentials_malformed (from `seal`)
 */
export async function addConnection(
  ctx: VerbContext,
  seal: (connection: NewConnection) => string,
  input: AddConnectionInput,
): Promise<{ id: string; webhookToken: string }> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId } = ctx;
  const id = ctx.newId();
  const webhookToken = newWebhookToken(organizationId);
  await ctx.tx.insert(connections).values({
    organizationId,
    id,
    kind: input.kind,
    name: input.name,
    sealedCredentials: seal({ organizationId, connectionId: id, webhookToken, input }),
    webhookToken,
    rate: input.rate,
    createdAt: ctx.now,
  });
  await appendAudit(ctx, 'connection.added', id);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  return { id, webhookToken };
}

/** 192 random bits behind the organization's id in base 36, as find-connection reads it. */
function newWebhookToken(organizationId: number): string {
  return `${organizationId.toString(36)}-${randomBytes(24).toString('base64url')}`;
}
