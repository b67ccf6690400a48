import { and, eq } from 'drizzle-orm';
import { messages } from '@/db/schema/messages';
import { connections, numbers } from '@/db/schema/numbers';
import type { SendOutcome } from '@/server/carriers/carrier';
import type { VerbContext } from '@/server/context';
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
import { lockMessage } from './change-status';
import { climb, settleHandOver } from './settle-hand-over';

/** After so many refusals to take it, a message is given up (reliability 4.2). */
const MAX_ATTEMPTS = 8;

/**
 * Stores what became of a hand-over (T3). Fenced by the lease: when a receipt has settled the message
 * meanwhile, or another worker holds it, only the evidence is completed. What the carrier said for
 * certain counts also when the lease has ended and the message was called unknown in the meantime.
 */
export async function finishHandOver(ctx: VerbContext, claim: Claim, outcome: SendOutcome): Promise<void> {
  await recordOutcome(ctx.tx, claim, outcome);
  const row = await holdHandOver(ctx.tx, ctx.organizationId, claim.messageId);
  if (outcome.kind === 'accepted') return accept(ctx, claim, row, outcome);
  if (row?.leaseEpoch !== claim.leaseEpoch) return;
  if (outcome.kind === 'rejected') return reject(ctx, row, outcome);
  if (row.state !== 'submitting') return;

  switch (outcome.kind) {
    case 'not_accepted':
      if (row.attempts >= MAX_ATTEMPTS) {
        return settleHandOver(ctx, row.messageId, { status: 'failed', fault: 'expired' });
      }
      return requeueMessage(ctx, row, outcome.retryAfterMs);
    case 'unauthorized':
      await pauseConnection(ctx, row.connectionId, outcome.detail);
      return requeueMessage(ctx, row, null);
    case 'unknown': {
      await markUnknown(ctx.tx, row);
      const message = await lockMessage(ctx, row.messageId);
      return message && climb(ctx, message, { status: 'unknown' });
    }
  }
}

async function accept(
  ctx: VerbContext,
  claim: Claim,
  row: HandOver | undefined,
  outcome: Extract<SendOutcome, { kind: 'accepted' }>,
): Promise<void> {
  // Even without the row: a receipt or a person may have settled it first, and the carrier's id is still news.
  const message = await lockMessage(ctx, claim.messageId);
  if (!message) return;
  if (row) await forgetHandOver(ctx.tx, ctx.organizationId, claim.messageId);
  await climb(ctx, message, { status: 'submitted', segments: outcome.segments });
  const parked = await linkProviderMessage(ctx, {
    connectionId: row?.connectionId ?? (await connectionOf(ctx, claim.numberId)),
    providerMessageId: outcome.providerMessageId,
    messageId: claim.messageId,
  });
  for (const receipt of parked) await applyReceipt(ctx, receipt);
}

async function connectionOf(ctx: VerbContext, numberId: string): Promise<string> {
  const [number] = await ctx.tx
    .select({ connectionId: numbers.connectionId })
    .from(numbers)
    .where(and(eq(numbers.organizationId, ctx.organizationId), eq(numbers.id, numberId)));
  if (!number) throw new Error('a message without its number');
  return number.connectionId;
}

async function reject(
  ctx: VerbContext,
  { messageId, conversationId }: HandOver,
  { fault, carrierCode }: Extract<SendOutcome, { kind: 'rejected' }>,
): Promise<void> {
  await settleHandOver(ctx, messageId, { status: 'failed', fault, carrierCode });
  if (fault === 'opted_out') await markOptedOutByCarrier(ctx, conversationId);
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
