import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { type Lane, outbox } from '@/db/schema/messages';

export interface OutboxEntry {
  organizationId: number;
  messageId: string;
  conversationId: string;
  numberId: string;
  connectionId: string;
  lane: Lane;
  segments: number;
  /** Seconds to wait, so that what was sent together arrives in its order; left out = none. */
  afterSeconds?: number;
}

/** Promises a hand-over to the carrier. In the transaction that stored the message, so that both stand or fall. */
export async function enqueue(tx: Transaction, { afterSeconds = 0, ...entry }: OutboxEntry): Promise<void> {
  const later = afterSeconds > 0 ? { notBefore: sql`now() + make_interval(secs => ${afterSeconds})` } : {};
  await tx.insert(outbox).values({ ...entry, ...later });
}
