import { type SQL, sql } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import type { ConversationShared } from '@/server/domain/conversations/conversation';

/** What a conversation's own row says. */
export const conversationOwnColumns = {
  id: conversations.id,
  kind: conversations.kind,
  numberId: conversations.numberId,
  serviceId: conversations.serviceId,
  inboxId: conversations.inboxId,
  customer: conversations.customer,
  replyable: conversations.replyable,
  title: conversations.title,
  state: conversations.state,
  snoozedUntil: conversations.snoozedUntil,
  retiredAt: conversations.retiredAt,
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
  scheduledCount: conversations.scheduledCount,
  labelIds: conversations.labelIds,
  version: conversations.version,
  createdAt: conversations.createdAt,
};

/** What other tables say about the customer of a line: a number of ours and theirs. Key look-ups. */
export function customerColumns(line: { organizationId: SQL; numberId: SQL; customer: SQL }) {
  const { organizationId, numberId, customer } = line;
  return {
    customerName: sql<string | null>`(select ct.name from contact_numbers cn
      join contacts ct on ct.organization_id = cn.organization_id and ct.id = cn.contact_id
      where cn.organization_id = ${organizationId} and cn.customer = ${customer})`,
    optedOut: sql<boolean>`exists (select from opt_outs oo
      where oo.organization_id = ${organizationId} and oo.number_id = ${numberId}
        and oo.customer = ${customer} and oo.opted_out_at is not null)`,
    blocked: sql<boolean>`exists (select from blocks bl
      where bl.organization_id = ${organizationId} and bl.customer = ${customer})`,
  };
}

/**
 * The columns from which a ConversationShared is made; serves SELECT and RETURNING alike, so that a
 * write answers with what a reader would find. The outer table is named in full, because drizzle drops
 * table names in RETURNING. Lock the row in an earlier statement: one that had to wait for the lock has
 * looked at the other tables before it waited.
 */
export const conversationColumns = {
  ...conversationOwnColumns,
  ...customerColumns({
    organizationId: sql`conversations.organization_id`,
    numberId: sql`conversations.number_id`,
    customer: sql`conversations.customer`,
  }),
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
    inboxId: row.inboxId,
    customer: row.customer,
    customerName: row.customerName,
    title: row.title,
    state: row.state,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    retired: row.retiredAt !== null,
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
    scheduledCount: row.scheduledCount,
    participantCount: row.participantCount,
    labelIds: row.labelIds,
    optedOut: row.optedOut,
    blocked: row.blocked,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  };
}
