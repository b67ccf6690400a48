import { messages } from '@/db/schema/messages';
import type { MessageView } from '@/server/domain/messages/message';

export const messageColumns = {
  id: messages.id,
  conversationId: messages.conversationId,
  seq: messages.seq,
  direction: messages.direction,
  channel: messages.channel,
  body: messages.body,
  system: messages.system,
  status: messages.status,
  fault: messages.fault,
  segments: messages.segments,
  encoding: messages.encoding,
  files: messages.files,
  groupId: messages.groupId,
  authorId: messages.authorId,
  retryOf: messages.retryOf,
  settled: messages.settled,
  automatic: messages.automatic,
  suspected: messages.suspected,
  createdAt: messages.createdAt,
  sentAt: messages.sentAt,
  deliveredAt: messages.deliveredAt,
  version: messages.version,
};

export type MessageRow = Pick<typeof messages.$inferSelect, keyof typeof messageColumns>;

/**
 * A row as screens see it. `submitting` reads as `queued`: to a person both are "on its way out", and
 * so the moment before the carrier call needs no news of its own.
 */
export function toMessageView(row: MessageRow): MessageView {
  const { files, createdAt, sentAt, deliveredAt, ...same } = row;
  return {
    ...same,
    status: row.status === 'submitting' ? 'queued' : row.status,
    files: files ?? [],
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    deliveredAt: deliveredAt?.toISOString() ?? null,
  };
}
