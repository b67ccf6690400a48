import type { VerbContext } from '@/server/context';
import type { Claim } from '@/server/outbox/claim-due';
import { holdHandOver } from '@/server/outbox/hand-over';
import { settleHandOver } from './settle-hand-over';

/**
 * Fails a claimed message that must not leave any more: nothing was submitted. Not a carrier's
 * rejection: that the customer is opted out is already written down, or was, before a START.
 */
export async function refuseHandOver(
  ctx: VerbContext,
  claim: Claim,
  fault: 'opted_out' | 'expired',
): Promise<void> {
  const row = await holdHandOver(ctx.tx, ctx.organizationId, claim.messageId);
  if (row?.state !== 'claimed' || row.leaseEpoch !== claim.leaseEpoch) return;
  await settleHandOver(ctx, claim.messageId, { status: 'failed', fault });
}
