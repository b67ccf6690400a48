import { and, eq, sql } from 'drizzle-orm';
import { consentLog, conversations, optOuts } from '@/db/schema/conversations';
import { userOf, type VerbContext } from '@/server/context';
import type { ConsentKind, ConsentSource } from '@/server/domain/opt-outs/consent';
import { appendSystemLine } from '../messages/append-message';

interface Line {
  numberId: string;
  customer: string;
}

/** How we know what a customer wants. */
interface Evidence {
  source: ConsentSource;
  /** The message that said so. */
  messageId?: string;
  /** In a person's words. */
  words?: string;
}

/** Makes sure that the row exists which sending locks FOR SHARE; a lock on nothing holds nobody. */
export async function ensureOptOutRow(ctx: VerbContext, line: Line): Promise<void> {
  await ctx.tx
    .insert(optOuts)
    .values({ organizationId: ctx.organizationId, numberId: line.numberId, customer: line.customer })
    .onConflictDoNothing();
}

/**
 * Writes that a customer opted out of, or back in to, texts from one of our numbers, with the evidence in the consent log.
 * Takes the row's lock: a hand-over that read it FOR SHARE commits first, every later one sees it (reliability R12).
 * @returns whether anything changed; what is so already leaves no trace, but for the customer's own STOP
 */
export async function setOptOut(
  ctx: VerbContext,
  line: Line,
  optedOut: boolean,
  evidence: Evidence,
): Promise<boolean> {
  const sourceMessageId = evidence.messageId ?? null;
  const changed = await ctx.tx
    .update(optOuts)
    .set(
      optedOut
        ? // The database's clock: it is compared with outbox.queued_at, which is the database's too.
          { optedOutAt: sql`clock_timestamp()`, lastOptedOutAt: sql`clock_timestamp()`, sourceMessageId }
        : { optedOutAt: null, sourceMessageId },
    )
    .where(
      and(
        eq(optOuts.organizationId, ctx.organizationId),
        eq(optOuts.numberId, line.numberId),
        eq(optOuts.customer, line.customer),
        optedOut ? sql`opted_out_at is null` : sql`opted_out_at is not null`,
      ),
    )
    .returning({ numberId: optOuts.numberId });
  if (changed.length === 0) {
    // Their own STOP after an agent had written one down: on record, so that no agent lifts it (see whyNotOptIn).
    if (optedOut && evidence.source === 'keyword') await logConsent(ctx, line, 'opted_out', evidence);
    return false;
  }
  await logConsent(ctx, line, optedOut ? 'opted_out' : 'opted_in', evidence);
  return true;
}

/** Adds a line to what a customer said about being texted. @param id the caller's own, when it has to be idempotent */
export async function logConsent(
  ctx: VerbContext,
  { numberId, customer }: Line,
  kind: ConsentKind,
  { source, messageId, words = '' }: Evidence,
  id = ctx.newId(),
): Promise<void> {
  await ctx.tx.insert(consentLog).values({
    ...{ organizationId: ctx.organizationId, id, customer, numberId, kind, source, at: ctx.now },
    ...{ messageId: messageId ?? null, recordedById: userOf(ctx), evidence: words },
  });
}

/** The carrier refused because the customer opted out with it: its word wins (domain 3.1, codes 21610 and 40300). */
export async function markOptedOutByCarrier(ctx: VerbContext, conversationId: string): Promise<void> {
  const [line] = await ctx.tx
    .select({ numberId: conversations.numberId, customer: conversations.customer })
    .from(conversations)
    .where(and(eq(conversations.organizationId, ctx.organizationId), eq(conversations.id, conversationId)))
    .for('update');
  if (line && (await setOptOut(ctx, line, true, { source: 'carrier' }))) {
    await appendSystemLine(ctx, conversationId, { kind: 'opted_out' });
  }
}
