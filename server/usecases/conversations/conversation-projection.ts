import { sql } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import type { ConversationShared } from '@/server/domain/conversations/conversation';

/**
 * The columns from which a ConversationShared is made; serves SELECT and RETURNING alike, so that a
 * write answers with what a reader would find. The sub-selects are key look-ups. They name the outer
 * table in full, because drizzle drops table names in RETURNING.
 */
export const conversationColumns = {
  id: conversations.id,
  kind: conversations.kind,
  numberId: conversations.numberId,
  serviceId: conversations.serviceId,
  customer: conversations.customer,
  replyable: conversations.replyable,
  assigneeId: conversations.assigneeId,
  lastSeq: conversations.lastSeq,
  lastMessageAt: conversations.lastMessageAt,
  previewSeq: conversations.previewSeq,
  previewText: conversations.previewText,
  previewDirection: conversations.previewDirection,
  previewChannel: conversations.previewChannel,
  previewStatus: conversations.previewStatus,
  previewAuthorId: conversations.previewAuthorId,
  previewMediaCount: conversations.previewMediaCount,
  needsReplySince: conversations.needsReplySince,
  failedCount: conversations.failedCount,
  hasSms: conversations.hasSms,
  participantCount: conversations.participantCount,
  version: conversations.version,
  createdAt: conversations.createdAt,
  customerName: sql<string | null>`(select ct.name from contacts ct
    where ct.organization_id = conversations.organization_id and ct.customer = conversations.customer)`,
  optedOut: sql<boolean>`exists (select from opt_outs oo
    where oo.organization_id = conversations.organization_id and oo.number_id = conversations.number_id
      and oo.customer = conversations.customer and oo.opted_out_at is not null)`,
  blocked: sql<boolean>`exists (select from blocks bl
    where bl.organization_id = conversations.organization_id and bl.customer = conversations.customer)`,
};

type Stored = typeof conversations.$inferSelect;
export type ConversationRow = Pick<Stored, Exclude<keyof Stored, 'organizationId'>> & {
  customerName: string | null;
  optedOut: boolean;
  blocked: boolean;
};

export function toConversationShared(row: ConversationRow): ConversationShared {
  return {
    id: row.id,
    kind: row.kind,
    numberId: row.numberId,
    serviceId: row.serviceId,
    customer: row.customer,
    customerName: row.customerName,
    replyable: row.replyable,
    assigneeId: row.assigneeId,
    lastSeq: row.lastSeq,
    lastMessageAt: row.lastMessageAt.toISOString(),
    preview:
      row.previewSeq === 0
        ? null
        : {
            text: row.previewText,
            direction: row.previewDirection,
            channel: row.previewChannel,
            status: row.previewStatus,
            authorId: row.previewAuthorId,
            mediaCount: row.previewMediaCount,
          },
    needsReplySince: row.needsReplySince?.toISOString() ?? null,
    failedCount: row.failedCount,
    hasSms: row.hasSms,
    optedOut: row.optedOut,
    blocked: row.blocked,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  };
}
