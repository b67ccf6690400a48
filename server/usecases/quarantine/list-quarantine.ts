import { and, desc, eq, isNull } from 'drizzle-orm';
import { quarantine } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { can } from '@/server/domain/users/can';
import type { UnprocessedWebhook } from './quarantine-webhook';

export interface QuarantinedWebhook {
  id: string;
  connectionId: string;
  kind: 'inbound' | 'status';
  reason: string;
  receivedAt: string;
}

/** What waits in quarantine, newest first, at most 200. */
export async function listQuarantine(ctx: VerbContext): Promise<QuarantinedWebhook[]> {
  requireAdministration(ctx);
  const rows = await ctx.tx
    .select({
      id: quarantine.id,
      connectionId: quarantine.connectionId,
      kind: quarantine.kind,
      reason: quarantine.reason,
      receivedAt: quarantine.receivedAt,
    })
    .from(quarantine)
    .where(and(eq(quarantine.organizationId, ctx.organizationId), isNull(quarantine.replayedAt)))
    .orderBy(desc(quarantine.receivedAt))
    .limit(200);
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}

/** Takes one out for a replay, locked until the transaction ends. @throws DomainError not_found */
export async function takeFromQuarantine(ctx: VerbContext, id: string): Promise<UnprocessedWebhook> {
  requireAdministration(ctx);
  const [row] = await ctx.tx
    .select()
    .from(quarantine)
    .where(
      and(
        eq(quarantine.organizationId, ctx.organizationId),
        eq(quarantine.id, id),
        isNull(quarantine.replayedAt),
      ),
    )
    .for('update');
  if (!row) {
    throw new DomainError('not_found', 'quarantine_not_found', 'Nothing with this id waits in quarantine.');
  }
  await ctx.tx
    .update(quarantine)
    .set({ replayedAt: ctx.now })
    .where(and(eq(quarantine.organizationId, ctx.organizationId), eq(quarantine.id, id)));
  return row;
}

function requireAdministration(ctx: VerbContext): void {
  const verdict = can(ctx.actor, 'organization.administer', {});
  if (!verdict.allowed) throw new DomainError('forbidden', verdict.reason, verdict.message);
}
