import { type SQL, sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FileView } from '@/server/domain/media/file';
import type { Channel, Direction, Encoding, SystemLine } from '@/server/domain/messages/message';
import type { MessageStatus } from '@/server/domain/messages/status';
import { counter, createdAt, id, moment, organizationId } from './columns';
import { conversations } from './conversations';
import { connections } from './numbers';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const regconfig = customType<{ data: string }>({ dataType: () => 'regconfig' });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const messages = pgTable(
  'messages',
  {
    organizationId: organizationId(),
    id: id(),
    conversationId: uuid('conversation_id').notNull(),
    /** Repeated from the conversation, so that visibility is decided on this row alone (rule 15). */
    inboxId: uuid('inbox_id').notNull(),
    seq: counter('seq').notNull(),
    direction: text('direction').$type<Direction>().notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    body: text('body').notNull(),
    system: jsonb('system').$type<SystemLine>(),
    status: text('status').$type<MessageStatus>().notNull(),
    fault: text('fault'),
    carrierCode: text('carrier_code'),
    segments: integer('segments').notNull(),
    encoding: text('encoding').$type<Encoding>().notNull(),
    /** What the thread shows of its files; their bytes and where they come from stand in `files`. */
    files: jsonb('files').$type<FileView[]>(),
    /** A text and the files sent with it are two messages of one group, named by the first one's id. */
    groupId: uuid('group_id'),
    authorId: uuid('author_id'),
    retryOf: uuid('retry_of'),
    settled: boolean('settled').notNull().default(false),
    /** Sent by a rule of the house: it answers nobody's waiting. */
    automatic: boolean('automatic').notNull().default(false),
    /** The customer's words look like an opt-out; a person says whether they are. Null = no, or answered. */
    suspected: text('suspected').$type<'opt_out'>(),
    createdAt: createdAt(),
    sentAt: moment('sent_at'),
    deliveredAt: moment('delivered_at'),
    /** When the carrier says it happened: shown, never sorted by. */
    providerTime: moment('provider_time'),
    version: counter('version').notNull().default(1),
    /** The organization's language when it was written: words are also found by their stems. */
    language: regconfig('language').notNull().default(sql`'simple'`),
    search: tsvector('search').generatedAlwaysAs(
      (): SQL => sql`to_tsvector('simple', body) || to_tsvector(language, body)`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('messages_seq').on(t.organizationId, t.conversationId, t.seq),
    foreignKey({
      columns: [t.organizationId, t.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }),
    // With the inbox, so that words common everywhere are looked for only among an agent's own.
    index('messages_search').using('gin', t.search, t.inboxId),
    // The newest of an inbox, for searches that find what they look for there.
    index('messages_recent').on(t.organizationId, t.inboxId, t.id),
  ],
);

/** Notes that name a user, for their view "Mentions". */
export const mentions = pgTable(
  'mentions',
  {
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    seq: counter('seq').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.userId, t.conversationId, t.seq] }),
    foreignKey({
      columns: [t.organizationId, t.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }),
  ],
);

/**
 * Texts to be sent later. Its id becomes the message's id, so that it goes out once. The row goes when it
 * is sent or cancelled; `refused` keeps the reason of evaluateSend when it could not be sent at its time.
 */
export const scheduledMessages = pgTable(
  'scheduled_messages',
  {
    organizationId: organizationId(),
    id: id(),
    conversationId: uuid('conversation_id').notNull(),
    authorId: uuid('author_id').notNull(),
    text: text('text').notNull(),
    dueAt: moment('due_at').notNull(),
    cancelOnReply: boolean('cancel_on_reply').notNull(),
    refused: text('refused'),
    version: counter('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }),
    index('scheduled_messages_conversation').on(t.organizationId, t.conversationId, t.dueAt),
  ],
);

/**
 * Which message a carrier's id belongs to. Small and apart, so that messages can be split by month
 * later. Its key is what makes an inbound message effective once (rule 2).
 */
export const providerMessages = pgTable(
  'provider_messages',
  {
    organizationId: organizationId(),
    connectionId: uuid('connection_id').notNull(),
    providerMessageId: text('provider_message_id').notNull(),
    messageId: uuid('message_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.connectionId, t.providerMessageId] }),
    index('provider_messages_message').on(t.organizationId, t.messageId),
  ],
);

/** Every receipt once. `messageId` null = parked: it came before we knew the carrier's id. */
export const receipts = pgTable(
  'receipts',
  {
    organizationId: organizationId(),
    connectionId: uuid('connection_id').notNull(),
    providerMessageId: text('provider_message_id').notNull(),
    status: text('status').$type<MessageStatus>().notNull(),
    /** '' when the carrier gave none: a key column cannot be null. */
    carrierCode: text('carrier_code').notNull(),
    fault: text('fault'),
    messageId: uuid('message_id'),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({
      columns: [t.organizationId, t.connectionId, t.providerMessageId, t.status, t.carrierCode],
    }),
  ],
);

/** `unknown` is looked up at the carrier a few times; `unresolved` waits for a receipt or a person. */
export type OutboxState = 'queued' | 'claimed' | 'submitting' | 'unknown' | 'unresolved';

/** 0 = a person waits for it, 1 = bulk. */
export type Lane = 0 | 1;

/**
 * Messages still to be handed to a carrier. Written in the transaction that wrote the message; a
 * worker claims a row with a lease, and `leaseEpoch` fences off a worker whose lease has ended. The row
 * goes when the hand-over is settled; an `unknown` row stays until a receipt or look-up settles it.
 */
export const outbox = pgTable(
  'outbox',
  {
    organizationId: organizationId(),
    messageId: uuid('message_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    numberId: uuid('number_id').notNull(),
    connectionId: uuid('connection_id').notNull(),
    lane: smallint('lane').$type<Lane>().notNull(),
    segments: integer('segments').notNull(),
    state: text('state').$type<OutboxState>().notNull().default('queued'),
    queuedAt: moment('queued_at').notNull().defaultNow(),
    notBefore: moment('not_before').notNull().defaultNow(),
    leaseUntil: moment('lease_until'),
    leaseEpoch: integer('lease_epoch').notNull().default(0),
    /** Hand-overs tried; for `unknown` rows, look-ups made. */
    attempts: integer('attempts').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.messageId] }),
    foreignKey({
      columns: [t.organizationId, t.connectionId],
      foreignColumns: [connections.organizationId, connections.id],
    }),
    index('outbox_queued')
      .on(t.organizationId, t.numberId, t.lane, t.notBefore, t.messageId)
      .where(sql`state = 'queued'`),
    index('outbox_leased').on(t.leaseUntil).where(sql`state in ('claimed', 'submitting')`),
    index('outbox_unknown').on(t.notBefore).where(sql`state = 'unknown'`),
  ],
);

/** Each hand-over, as evidence: what was tried when, and what the carrier said. */
export const sendAttempts = pgTable(
  'send_attempts',
  {
    organizationId: organizationId(),
    messageId: uuid('message_id').notNull(),
    leaseEpoch: integer('lease_epoch').notNull(),
    startedAt: moment('started_at').notNull().defaultNow(),
    finishedAt: moment('finished_at'),
    /** A SendOutcome kind; null while nobody knows. */
    outcome: text('outcome'),
    detail: text('detail'),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.messageId, t.leaseEpoch] })],
);

/** Signed webhooks that our own code could not process: kept whole, to be replayed. */
export const quarantine = pgTable(
  'quarantine',
  {
    organizationId: organizationId(),
    id: id(),
    connectionId: uuid('connection_id').notNull(),
    kind: text('kind').$type<'inbound' | 'status'>().notNull(),
    url: text('url').notNull(),
    headers: jsonb('headers').$type<Record<string, string>>().notNull(),
    rawBody: bytea('raw_body').notNull(),
    reason: text('reason').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
    replayedAt: moment('replayed_at'),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);
