import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FileFault, FileState } from '@/server/domain/media/file';
import { createdAt, id, moment, organizationId } from './columns';
import { conversations } from './conversations';

/** Where a customer's file is, until we have it: an address at the carrier, asked with the connection's credentials. */
export interface FileSource {
  connectionId: string;
  url: string;
}

/**
 * The files of messages: what is stored under the file's id (server/media), and what is still to be fetched. A file
 * without a message was uploaded and not sent yet; the sweep takes it after a day, unless it goes out later. What
 * screens show of a file is repeated in `messages.files`, so that reading a thread asks one table.
 */
export const files = pgTable(
  'files',
  {
    organizationId: organizationId(),
    id: id(),
    /** Null for a file on a virtual telephone. */
    conversationId: uuid('conversation_id'),
    /** Repeated from the conversation: who may see the file is decided on this row (rule 15). */
    inboxId: uuid('inbox_id'),
    messageId: uuid('message_id'),
    /** The scheduled message that it waits with. */
    scheduledId: uuid('scheduled_id'),
    /** The virtual telephone that wrote or received it. */
    handsetId: uuid('handset_id'),
    uploadedById: uuid('uploaded_by_id'),
    position: smallint('position').notNull().default(0),
    name: text('name').notNull(),
    contentType: text('content_type').notNull(),
    bytes: integer('bytes'),
    /** As it was before it was shrunk. */
    originalBytes: integer('original_bytes'),
    /** The picture that this is a smaller copy of; it waits beside it until this is sent or removed. */
    shrunkFromId: uuid('shrunk_from_id'),
    sha256: text('sha256'),
    /** What a text file says: it goes as SMS (item 74). */
    text: text('text'),
    width: integer('width'),
    height: integer('height'),
    alt: text('alt').notNull().default(''),
    state: text('state').$type<FileState>().notNull(),
    fault: text('fault').$type<FileFault>(),
    source: jsonb('source').$type<FileSource>(),
    /** Fetches tried, and when the next one is due; a fetch under way holds it by moving it forward. */
    attempts: smallint('attempts').notNull().default(0),
    fetchAt: moment('fetch_at'),
    /** Since when it is where it is: the sweep of text boxes and the retention of messages go by it. */
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }),
    index('files_message').on(t.organizationId, t.messageId, t.position),
    index('files_unsent').on(t.createdAt).where(sql`message_id is null and scheduled_id is null`),
    index('files_scheduled').on(t.organizationId, t.scheduledId).where(sql`scheduled_id is not null`),
    index('files_to_fetch').on(t.fetchAt).where(sql`state = 'fetching'`),
  ],
);
