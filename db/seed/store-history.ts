import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { isFailure, isSent } from '@/server/domain/messages/status';
import type { Transaction } from '../client';
import { contactNumbers, contacts } from '../schema/contacts';
import { conversations, optOuts, participants, readMarks } from '../schema/conversations';
import { messages, outbox, providerMessages } from '../schema/messages';
import { type DemoConversation, lastPreview } from './demo-history';

/** Rows a statement; Postgres takes at most 65,535 parameters. */
const CHUNK = 500;

/**
 * The bulk path of the demo: writes finished conversations as the verbs would have left them, because
 * verbs live in the present and cannot write three months of past. `npm run waggle -- verify` holds
 * the result against every invariant that live data must meet.
 */
export async function storeHistory(
  tx: Transaction,
  organizationId: number,
  history: readonly DemoConversation[],
): Promise<void> {
  const all = history.flatMap((conversation) =>
    conversation.messages.map((message) => ({ conversation, message, id: message.id })),
  );
  await inChunks(history, (rows) =>
    tx.insert(conversations).values(rows.map((c) => conversationRow(organizationId, c))),
  );
  await storeContacts(tx, organizationId, history);
  await inChunks(history, (rows) =>
    tx.insert(optOuts).values(
      rows.map((c) => ({
        organizationId,
        numberId: c.service.numberId,
        customer: c.customer,
        optedOutAt: c.optedOutAt,
        lastOptedOutAt: c.optedOutAt,
        sourceMessageId: c.optedOutAt ? (c.messages.at(-1)?.id ?? null) : null,
      })),
    ),
  );
  await inChunks(
    history.flatMap((c) => c.service.memberIds.map((userId) => ({ c, userId }))),
    (rows) =>
      tx.insert(participants).values(
        rows.map(({ c, userId }) => ({
          organizationId,
          conversationId: c.id,
          userId,
          joinedAt: startOf(c),
        })),
      ),
  );
  await inChunks(readPositions(history), (rows) =>
    tx.insert(readMarks).values(rows.map((row) => ({ organizationId, ...row }))),
  );
  await inChunks(all, (rows) =>
    tx.insert(messages).values(
      rows.map(({ conversation, message }) => ({
        ...message,
        organizationId,
        conversationId: conversation.id,
        inboxId: conversation.service.serviceId,
        channel: 'sms' as const,
        language: sql`(select search_language::regconfig from organizations where id = ${organizationId})`,
        sentAt: isSent(message.status) ? message.createdAt : null,
        deliveredAt: message.status === 'delivered' ? message.createdAt : null,
      })),
    ),
  );
  await inChunks(
    all.filter(({ message }) => message.status !== 'unknown'),
    (rows) =>
      tx.insert(providerMessages).values(
        rows.map(({ conversation, message }) => ({
          organizationId,
          connectionId: conversation.service.connectionId,
          providerMessageId: `demo-${message.id}`,
          messageId: message.id,
        })),
      ),
  );
  await inChunks(
    all.filter(({ message }) => message.status === 'unknown' && !message.settled),
    (rows) =>
      tx.insert(outbox).values(
        rows.map(({ conversation, message }) => ({
          organizationId,
          messageId: message.id,
          conversationId: conversation.id,
          numberId: conversation.service.numberId,
          connectionId: conversation.service.connectionId,
          lane: 0 as const,
          segments: message.segments,
          state: 'unresolved' as const,
          queuedAt: message.createdAt,
        })),
      ),
  );
}

async function storeContacts(
  tx: Transaction,
  organizationId: number,
  history: readonly DemoConversation[],
): Promise<void> {
  const known = history.flatMap(({ customer, customerName }) =>
    customerName === null ? [] : [{ id: uuidv7(), customer, name: customerName }],
  );
  await inChunks(known, (rows) =>
    tx.insert(contacts).values(rows.map(({ id, name }) => ({ organizationId, id, name }))),
  );
  await inChunks(known, (rows) =>
    tx
      .insert(contactNumbers)
      .values(rows.map(({ id, customer }) => ({ organizationId, customer, contactId: id }))),
  );
}

function conversationRow(organizationId: number, c: DemoConversation): typeof conversations.$inferInsert {
  const last = c.messages.at(-1);
  const unanswered = c.messages.slice(c.messages.findLastIndex((m) => m.direction === 'out') + 1);
  return {
    organizationId,
    id: c.id,
    kind: 'service',
    numberId: c.service.numberId,
    serviceId: c.service.serviceId,
    customer: c.customer,
    replyable: true,
    assigneeId: c.assigneeId,
    lastSeq: c.messages.length,
    lastMessageAt: last?.createdAt ?? new Date(0),
    previewSeq: c.messages.length,
    previewText: lastPreview(c),
    previewDirection: last?.direction ?? 'in',
    previewChannel: 'sms',
    previewStatus: last?.status ?? 'received',
    previewAuthorId: last?.authorId ?? null,
    needsReplySince: c.optedOutAt ? null : (unanswered[0]?.createdAt ?? null),
    failedCount: c.messages.filter((m) => isFailure(m.status) && !m.settled).length,
    hasSms: c.messages.some((m) => m.direction === 'out' && isSent(m.status)),
    participantCount: c.service.memberIds.length,
    createdAt: startOf(c),
  };
}

/** Everybody has read everything, but for the newest unanswered conversations, which are news to all. */
function readPositions(history: readonly DemoConversation[]) {
  return history.flatMap((c, index) =>
    c.service.memberIds.map((userId) => {
      const lastOut = c.messages.findLastIndex((m) => m.direction === 'out') + 1;
      const unread = index < 40 && index % 4 === 1;
      return { userId, conversationId: c.id, lastReadSeq: unread ? lastOut : c.messages.length };
    }),
  );
}

function startOf(c: DemoConversation): Date {
  return c.messages[0]?.createdAt ?? new Date(0);
}

export async function inChunks<Row>(
  rows: readonly Row[],
  store: (chunk: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) await store(rows.slice(at, at + CHUNK));
}
