import { auditLog } from '@/db/schema/organizations';
import type { VerbContext } from '@/server/context';

/**
 * Writes down who changed what, in the transaction that changes it.
 * @param action what was done, `<feature>.<verb>` such as `number.added`
 * @param targetId the id of what it was done to; never a name, an address or a telephone number
 */
export async function appendAudit(ctx: VerbContext, action: string, targetId: string): Promise<void> {
  const { actor, organizationId, now } = ctx;
  await ctx.tx.insert(auditLog).values({
    organizationId,
    id: ctx.newId(),
    at: now,
    actor: actor.kind === 'user' ? `user:${actor.userId}` : actor.kind,
    action,
    target: targetId,
  });
}
