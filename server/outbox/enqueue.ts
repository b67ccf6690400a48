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
}

/** Promises a hand-over to the carrier. In the transaction that stored the message, so that both stand or fall. */
export async function enqueue(tx: Transaction, entry: OutboxEntry): Promise<void> {
  await tx.insert(outbox).values(entry);
}
