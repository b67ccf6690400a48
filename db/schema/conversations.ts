import { type SQL, sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ConversationKind, ConversationState } from '@/server/domain/conversations/conversation';
import type { Channel, Direction } from '@/server/domain/messages/message';
import type { MessageStatus } from '@/server/domain/messages/status';
import { counter, createdAt, id, moment, organizationId } from './columns';
import { numbers, services } from './numbers';
import { users } from './users';

/**
 * One thread between one number of ours and one customer. The preview columns and counters repeat what
 * its messages say, so that a list reads one row per line (design rule 15). Number, Service and
 * customer never change: a trigger refuses it.
 */
export const conversations = pgTable(
  'conversations',
  {
    organizationId: organizationId(),
    id: id(),
    kind: text('kind').$type<ConversationKind>().notNull(),
    numberId: uuid('number_id').notNull(),
    serviceId: uuid('service_id'),
    /** Whose conversation it is to see: the Service's, or the office number's (glossary: inbox). */
    inboxId: uuid('inbox_id')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(service_id, number_id)`),
    customer: text('customer').notNull(),
    replyable: boolean('replyable').notNull(),
    /** A name given by hand; it sticks. Null = the contact's name, else the number. */
    title: text('title'),
    state: text('state').$type<ConversationState>().notNull().default('open'),
    /** When a snoozed conversation opens again by itself; null = when the customer writes. */
    snoozedUntil: moment('snoozed_until'),
    /** Since when it can only be read: its number has gone to another Service. */
    retiredAt: moment('retired_at'),
    assigneeId: uuid('assignee_id'),
    /** The number of the newest message; taken under this row's lock (design rule 6). */
    lastSeq: counter('last_seq').notNull().default(0),
    lastMessageAt: moment('last_message_at').notNull().defaultNow(),
    /** Which message the preview shows; 0 = none yet. */
    previewSeq: counter('preview_seq').notNull().default(0),
    previewText: text('preview_text').notNull().default(''),
    previewDirection: text('preview_direction').$type<Direction>().notNull().default('internal'),
    previewChannel: text('preview_channel').$type<Channel>().notNull().default('system'),
    previewStatus: text('preview_status').$type<MessageStatus>().notNull().default('received'),
    previewAuthorId: uuid('preview_author_id'),
    previewMediaCount: integer('preview_media_count').notNull().default(0),
    needsReplySince: moment('needs_reply_since'),
    failedCount: integer('failed_count').notNull().default(0),
    hasSms: boolean('has_sms').notNull().default(false),
    participantCount: integer('participant_count').notNull().default(0),
    scheduledCount: integer('scheduled_count').notNull().default(0),
    /** Repeats conversation_labels, so that a row says its labels by itself. */
    labelIds: uuid('label_ids').array().notNull().default(sql`'{}'`),
    version: counter('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // Of a number's conversations with one customer all but the newest are retired (rule 5).
    uniqueIndex('conversations_number_customer')
      .on(t.organizationId, t.numberId, t.customer)
      .where(sql`retired_at is null`),
    foreignKey({
      columns: [t.organizationId, t.numberId],
      foreignColumns: [numbers.organizationId, numbers.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.assigneeId],
      foreignColumns: [users.organizationId, users.id],
    }),
    index('conversations_retired')
      .on(t.organizationId, t.numberId, t.customer)
      .where(sql`retired_at is not null`),
    // Ascending, and read backwards: `.desc()` here would mean NULLS LAST, an order that no query asks for.
    // One partial index for each view; the conditions are those of viewCondition (list-conversations).
    index('conversations_all').on(t.organizationId, t.inboxId, t.lastMessageAt, t.id),
    index('conversations_mine')
      .on(t.organizationId, t.assigneeId, t.inboxId, t.lastMessageAt, t.id)
      .where(sql`assignee_id is not null and state = 'open'`),
    index('conversations_unassigned')
      .on(t.organizationId, t.inboxId, t.lastMessageAt, t.id)
      .where(sql`assignee_id is null and kind = 'service' and state = 'open'`),
    index('conversations_needs_reply')
      .on(t.organizationId, t.inboxId, t.lastMessageAt, t.id)
      .where(sql`needs_reply_since is not null and state = 'open'`),
    // The order of the tab "Waiting longest", in whichever view.
    index('conversations_waiting')
      .on(t.organizationId, t.inboxId, t.needsReplySince, t.id)
      .where(sql`needs_reply_since is not null and state = 'open'`),
    index('conversations_mine_waiting')
      .on(t.organizationId, t.assigneeId, t.inboxId, t.needsReplySince, t.id)
      .where(sql`assignee_id is not null and needs_reply_since is not null and state = 'open'`),
    index('conversations_snoozed')
      .on(t.organizationId, t.inboxId, t.lastMessageAt, t.id)
      .where(sql`state = 'snoozed'`),
    index('conversations_done')
      .on(t.organizationId, t.inboxId, t.lastMessageAt, t.id)
      .where(sql`state = 'done'`),
    index('conversations_scheduled')
      .on(t.organizationId, t.inboxId, t.lastMessageAt, t.id)
      .where(sql`scheduled_count > 0`),
    index('conversations_failed')
      .on(t.organizationId, t.inboxId, t.lastMessageAt, t.id)
      .where(sql`failed_count > 0`),
    index('conversations_unattended')
      .on(t.organizationId, t.inboxId, t.lastMessageAt, t.id)
      .where(sql`participant_count = 0 and needs_reply_since is not null`),
  ],
);

/** The users in a conversation. `isGuest`: not a member of its Service, sees it only by taking part. */
export const participants = pgTable(
  'participants',
  {
    organizationId: organizationId(),
    conversationId: uuid('conversation_id').notNull(),
    userId: uuid('user_id').notNull(),
    isGuest: boolean('is_guest').notNull().default(false),
    /** Nothing of it makes a sound or counts as unread for this user. */
    muted: boolean('muted').notNull().default(false),
    joinedAt: moment('joined_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.conversationId, t.userId] }),
    foreignKey({
      columns: [t.organizationId, t.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }),
    foreignKey({ columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] }),
    index('participants_guest').on(t.organizationId, t.userId, t.conversationId).where(sql`is_guest`),
  ],
);

/** How far each user has read. Unread = last_seq - last_read_seq (design rule 6). */
export const readMarks = pgTable(
  'read_marks',
  {
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    lastReadSeq: counter('last_read_seq').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.userId, t.conversationId] }),
    foreignKey({
      columns: [t.organizationId, t.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }),
  ],
);

/** Unsent text, per user and conversation, on every device. `revision` rises with each save. */
export const drafts = pgTable(
  'drafts',
  {
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    text: text('text').notNull(),
    revision: integer('revision').notNull(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.userId, t.conversationId] }),
    foreignKey({
      columns: [t.organizationId, t.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }),
  ],
);

/**
 * Whether a customer lets one of our numbers text them. The row exists before the first send, opted
 * out or not: sending locks it FOR SHARE, and a lock on nothing would hold nobody (reliability R12).
 */
export const optOuts = pgTable(
  'opt_outs',
  {
    organizationId: organizationId(),
    numberId: uuid('number_id').notNull(),
    customer: text('customer').notNull(),
    /** Since when the customer is opted out; null = may be texted. */
    optedOutAt: moment('opted_out_at'),
    /** The latest opt-out, kept after a START: what was queued before it must never go out. */
    lastOptedOutAt: moment('last_opted_out_at'),
    /** The message that said so; null when the carrier told us. */
    sourceMessageId: uuid('source_message_id'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.numberId, t.customer] }),
    // Every customer has a row here that hardly ever changes: where numbers are searched by their digits.
    index('opt_outs_customer').on(t.organizationId, t.customer),
    index('opt_outs_customer_digits').using('gin', sql`customer gin_trgm_ops`),
  ],
);

/** What customers said about being texted, and how we know: rows are only ever added. */
export const consentLog = pgTable(
  'consent_log',
  {
    organizationId: organizationId(),
    id: id(),
    customer: text('customer').notNull(),
    /** Null: it holds for all our numbers. */
    numberId: uuid('number_id'),
    kind: text('kind').$type<'opted_out' | 'opted_in' | 'consent_given'>().notNull(),
    source: text('source').$type<'keyword' | 'carrier' | 'agent' | 'import'>().notNull(),
    /** The message that said so; null when it was said elsewhere. */
    messageId: uuid('message_id'),
    recordedById: uuid('recorded_by_id'),
    /** In a person's words: where and how it was said. */
    evidence: text('evidence').notNull().default(''),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('consent_log_customer').on(t.organizationId, t.customer, t.at),
  ],
);

/** When a customer last got an answer that nobody wrote: one in 24 hours at most. */
export const autoReplies = pgTable(
  'auto_replies',
  {
    organizationId: organizationId(),
    numberId: uuid('number_id').notNull(),
    customer: text('customer').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.numberId, t.customer] })],
);

/** Customers we do not want to hear from (item 37). Not the same thing as an opt-out. */
export const blocks = pgTable(
  'blocks',
  {
    organizationId: organizationId(),
    customer: text('customer').notNull(),
    blockedById: uuid('blocked_by_id'),
    blockedAt: moment('blocked_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.customer] })],
);

/** What blocked customers wrote all the same: kept, shown in nobody's inbox. */
export const blockedMessages = pgTable(
  'blocked_messages',
  {
    organizationId: organizationId(),
    id: id(),
    numberId: uuid('number_id').notNull(),
    customer: text('customer').notNull(),
    body: text('body').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('blocked_messages_customer').on(t.organizationId, t.customer, t.receivedAt),
  ],
);
