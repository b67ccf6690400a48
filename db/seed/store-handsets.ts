import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { isSent } from '@/server/domain/messages/status';
import { ORDINARY_BEHAVIOUR } from '@/server/domain/simulator/handset';
import type { Transaction } from '../client';
import { handsetMessages, handsets } from '../schema/simulator';
import type { DemoConversation, DemoMessage } from './demo-history';
import { inChunks } from './store-history';

/**
 * Gives each customer of the demo the handset that the history tells of: it shows what arrived, and one
 * that could not be reached lately still cannot.
 */
export async function storeHandsets(
  tx: Transaction,
  organizationId: number,
  history: readonly DemoConversation[],
): Promise<void> {
  const owned = history.map((conversation) => ({ conversation, id: uuidv7() }));
  await inChunks(owned, (rows) =>
    tx.insert(handsets).values(
      rows.map(({ conversation: c, id }) => ({
        organizationId,
        id,
        number: c.customer,
        name: c.customerName ?? 'Unknown customer',
        behaviour: {
          ...ORDINARY_BEHAVIOUR,
          ...lately(c.messages.findLast(({ direction }) => direction === 'out')),
        },
        createdAt: c.messages[0]?.createdAt ?? new Date(0),
      })),
    ),
  );
  const shown = owned.flatMap(({ conversation, id }) =>
    conversation.messages
      .filter(({ direction, status }) => direction === 'in' || (isSent(status) && status !== 'undelivered'))
      .map((message) => ({ message, handsetId: id, peer: conversation.service.number })),
  );
  await inChunks(shown, (rows) =>
    tx.insert(handsetMessages).values(
      rows.map(({ message, handsetId, peer }) => ({
        organizationId,
        id: message.id,
        handsetId,
        direction: message.direction === 'in' ? ('written' as const) : ('received' as const),
        peer,
        text: message.body,
        at: message.createdAt,
      })),
    ),
  );
}

/** A text that a customer of the demo has written; nothing when they have no handset. */
export async function showOnHandset(
  tx: Transaction,
  organizationId: number,
  { id, customer, peer, text, at }: Record<'id' | 'customer' | 'peer' | 'text', string> & { at: Date },
): Promise<void> {
  const [handset] = await tx
    .select({ id: handsets.id })
    .from(handsets)
    .where(and(eq(handsets.organizationId, organizationId), eq(handsets.number, customer)));
  if (!handset) return;
  await tx
    .insert(handsetMessages)
    .values({ organizationId, id, handsetId: handset.id, direction: 'written', peer, text, at });
}

function lately(message: DemoMessage | undefined) {
  return { landline: message?.fault === 'landline', fails: message?.fault === 'unreachable' };
}
