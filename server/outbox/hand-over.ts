import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { outbox, sendAttempts } from '@/db/schema/messages';
import type { SendOutcome } from '@/server/carriers/carrier';
import type { Claim } from './claim-due';

export type HandOver = typeof outbox.$inferSelect;

/** Doubling from 1 s to 60 s, ±20 % so that many messages do not come back at once. */
const BACKOFF_SECONDS = [1, 2, 4, 8, 16, 32, 60];
/** When to ask the carrier about an unconfirmed message (reliability 4.2). */
const LOOK_UP_SECONDS = [15, 60, 300];

function rowOf(organizationId: number, messageId: string) {
  return and(eq(outbox.organizationId, organizationId), eq(outbox.messageId, messageId));
}

/** Locks a message's outbox row. Taken before the conversation's row, always (the lock order). */
export async function holdHandOver(
  tx: Transaction,
  organizationId: number,
  messageId: string,
): Promise<HandOver | undefined> {
  const [row] = await tx.select().from(outbox).where(rowOf(organizationId, messageId)).for('update');
  return row;
}

/** Removes the row: the hand-over is settled, one way or another. */
export async function forgetHandOver(
  tx: Transaction,
  organizationId: number,
  messageId: string,
): Promise<void> {
  await tx.delete(outbox).where(rowOf(organizationId, messageId));
}

/**
 * The step after which nothing is ever sent again by itself: `claimed` becomes `submitting`, if the
 * lease still holds, and the attempt is written down. @returns whether it was ours to take
 */
export async function beginSubmitting(tx: Transaction, claim: Claim): Promise<boolean> {
  const { organizationId, messageId, leaseEpoch } = claim;
  const { rows } = await tx.execute(sql`
    with taken as (
      update outbox set state = 'submitting', attempts = attempts + 1
      where organization_id = ${organizationId} and message_id = ${messageId}
        and state = 'claimed' and lease_epoch = ${leaseEpoch}
      returning organization_id, message_id, lease_epoch
    )
    insert into send_attempts (organization_id, message_id, lease_epoch)
    select organization_id, message_id, lease_epoch from taken
    returning message_id`);
  return rows.length > 0;
}

/** Completes the attempt's evidence with what the carrier said. */
export async function recordOutcome(tx: Transaction, claim: Claim, outcome: SendOutcome): Promise<void> {
  await tx
    .update(sendAttempts)
    .set({
      finishedAt: sql`now()`,
      outcome: outcome.kind,
      detail: 'detail' in outcome ? outcome.detail : outcome.providerMessageId,
    })
    .where(
      and(
        eq(sendAttempts.organizationId, claim.organizationId),
        eq(sendAttempts.messageId, claim.messageId),
        eq(sendAttempts.leaseEpoch, claim.leaseEpoch),
      ),
    );
}

/** Back to the queue: the carrier surely has nothing. Waits as asked, else ever longer. */
export async function requeue(tx: Transaction, row: HandOver, retryAfterMs: number | null): Promise<void> {
  const step = BACKOFF_SECONDS[Math.min(Math.max(row.attempts - 1, 0), BACKOFF_SECONDS.length - 1)] ?? 60;
  const seconds = retryAfterMs === null ? step * (0.8 + Math.random() * 0.4) : retryAfterMs / 1000;
  await tx
    .update(outbox)
    .set({ state: 'queued', leaseUntil: null, notBefore: sql`now() + make_interval(secs => ${seconds})` })
    .where(rowOf(row.organizationId, row.messageId));
}

/** Nobody can say whether the carrier has it. Look-ups follow; queueing again never does (design rule 3). */
export async function markUnknown(tx: Transaction, row: HandOver): Promise<void> {
  await scheduleLookUp(tx, row, 0);
}

/** After look-up number `made`: waits for the next one, or for a receipt or a person when none is left. */
export async function scheduleLookUp(tx: Transaction, row: HandOver, made: number): Promise<void> {
  const seconds = LOOK_UP_SECONDS[made];
  await tx
    .update(outbox)
    .set({
      state: seconds === undefined ? 'unresolved' : 'unknown',
      leaseUntil: null,
      attempts: made,
      notBefore: sql`now() + make_interval(secs => ${seconds ?? 0})`,
    })
    .where(rowOf(row.organizationId, row.messageId));
}
