import { and, eq } from 'drizzle-orm';
import { messages } from '@/db/schema/messages';
import { connections } from '@/db/schema/numbers';
import type { SendOutcome } from '@/server/carriers/carrier';
import type { VerbContext } from '@/server/context';
import { advanceStatus } from '@/server/domain/messages/status';
import type { Claim } from '@/server/outbox/claim-due';
import {
  forgetHandOver,
  type HandOver,
  holdHandOver,
  markUnknown,
  recordOutcome,
  requeue,
} from '@/server/outbox/hand-over';
import { markOptedOutByCarrier } from '../opt-outs/set-opt-out';
import { applyReceipt, linkProviderMessage } from './apply-receipt';
import { changeStatus, lockMessage, type StatusChange } from './change-status';

/** After so many refusals to take it, a message is given up (reliability 4.2). */
const MAX_ATTEMPTS = 8;

/**
 * Stores what became of a hand-over (T3). Fenced by the lease: when a receipt has settled the message
 * meanwhile, or another worker holds it, only the evidence is completed.
 */
export async function finishHandOver(ctx: VerbContext, claim: Claim, outcome: SendOutcome): Promise<void> {
  await recordOutcome(ctx.tx, claim, outcome);
  const row = await holdHandOver(ctx.tx, ctx.organizationId, claim.messageId);
  if (outcome.kind === 'accepted') return accept(ctx, claim, row, outcome);
  if (!row || row.leaseEpoch !== claim.leaseEpoch || (row.state !== 'submitting' && row.state !== 'claimed'))
    return;

  switch (outcome.kind) {
    case 'not_accepted':
      if (row.attempts >= MAX_ATTEMPTS) return settle(ctx, row, { status: 'failed', fault: 'expired' });
      return requeueMessage(ctx, row, outcome.retryAfterMs);
    case 'unauthorized':
      await pauseConnection(ctx, row.connectionId, outcome.detail);
      return requeueMessage(ctx, row, null);
    case 'rejected':
      await settle(ctx, row, { status: 'failed', fault: outcome.fault, carrierCode: outcome.carrierCode });
      if (outcome.fault === 'opted_out') await markOptedOutByCarrier(ctx, row.conversationId);
      return;
    case 'unknown':
      await markUnknown(ctx.tx, row);
      return climb(ctx, row.messageId, { status: 'unknown' });
  }
}

async function accept(
  ctx: VerbContext,
  claim: Claim,
  row: HandOver | undefined,
  outcome: Extract<SendOutcome, { kind: 'accepted' }>,
): Promise<void> {
  // Even without the row: a receipt may have settled it first, and the carrier's id is still news.
  const message = await lockMessage(ctx, claim.messageId);
  if (!message) return;
  if (row) await forgetHandOver(ctx.tx, ctx.organizationId, claim.messageId);
  await climb(ctx, claim.messageId, { status: 'submitted', segments: outcome.segments });
  const connectionId = row?.connectionId;
  if (!connectionId) return;
  const { providerMessageId } = outcome;
  const parked = await linkProviderMessage(ctx, {
    connectionId,
    providerMessageId,
    messageId: claim.messageId,
  });
  for (const receipt of parked) await applyReceipt(ctx, receipt);
}

async function settle(ctx: VerbContext, row: HandOver, change: StatusChange): Promise<void> {
  await forgetHandOver(ctx.tx, ctx.organizationId, row.messageId);
  await climb(ctx, row.messageId, change);
}

/** Writes a status only if it climbs. */
async function climb(ctx: VerbContext, messageId: string, change: StatusChange): Promise<void> {
  const message = await lockMessage(ctx, messageId);
  if (!message) return;
  const { status, changed } = advanceStatus(message.status, change.status);
  if (changed && status === change.status) await changeStatus(ctx, message, change);
}

/** `submitting` and `queued` look the same to a person, so going back needs no news. */
async function requeueMessage(ctx: VerbContext, row: HandOver, retryAfterMs: number | null): Promise<void> {
  await requeue(ctx.tx, row, retryAfterMs);
  await ctx.tx
    .update(messages)
    .set({ status: 'queued' })
    .where(
      and(
        eq(messages.organizationId, ctx.organizationId),
        eq(messages.id, row.messageId),
        eq(messages.status, 'submitting'),
      ),
    );
}

async function pauseConnection(ctx: VerbContext, connectionId: string, reason: string): Promise<void> {
  await ctx.tx
    .update(connections)
    .set({ status: 'paused', pausedReason: reason })
    .where(and(eq(connections.organizationId, ctx.organizationId), eq(connections.id, connectionId)));
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
}
