import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { eventCounters, events } from '@/db/schema/events';

/** Events in one query at most. */
export const EVENTS_PAGE = 200;

export interface StoredEvent {
  seq: number;
  inboxId: string | null;
  conversationId: string | null;
  userId: string | null;
  /** A LiveEvent as JSON text. */
  payload: string;
}

export interface StreamPosition {
  epoch: string;
  lastSeq: number;
  prunedUpto: number;
}

/**
 * Where an organization's events stand. Read before anything else of a screen: whatever changes
 * afterwards then has a higher number and is heard over the stream.
 */
export async function readPosition(tx: Transaction, organizationId: number): Promise<StreamPosition> {
  const [position] = await tx
    .select({
      epoch: eventCounters.epoch,
      lastSeq: eventCounters.lastSeq,
      prunedUpto: eventCounters.prunedUpto,
    })
    .from(eventCounters)
    .where(eq(eventCounters.organizationId, organizationId));
  if (!position) throw new Error('The organization has no event counter');
  return position;
}

/** The next events after a number, oldest first and without gaps. */
export async function readEvents(
  tx: Transaction,
  organizationId: number,
  after: number,
  limit = EVENTS_PAGE,
): Promise<StoredEvent[]> {
  return tx
    .select({
      seq: events.seq,
      inboxId: events.inboxId,
      conversationId: events.conversationId,
      userId: events.userId,
      payload: events.payload,
    })
    .from(events)
    .where(and(eq(events.organizationId, organizationId), gt(events.seq, after)))
    .orderBy(asc(events.seq))
    .limit(limit);
}

/**
 * Throws away events older than a week and notes up to where, so that an older cursor is answered with
 * a reset. Numbers are in commit order, so the cut is a number, never a hole in the middle.
 */
export async function pruneEvents(tx: Transaction, organizationId: number): Promise<void> {
  const [cut] = await tx
    .select({ seq: sql<number | null>`max(${events.seq})::float8` })
    .from(events)
    .where(and(eq(events.organizationId, organizationId), lte(events.at, sql`now() - interval '7 days'`)));
  if (!cut?.seq) return;
  await tx.delete(events).where(and(eq(events.organizationId, organizationId), lte(events.seq, cut.seq)));
  await tx
    .update(eventCounters)
    .set({ prunedUpto: sql`greatest(${eventCounters.prunedUpto}, ${cut.seq})` })
    .where(eq(eventCounters.organizationId, organizationId));
}
