import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment, organizationId } from './columns';
import { conversations } from './conversations';

/** Words of the organization's own for conversations and contacts. */
export const labels = pgTable(
  'labels',
  {
    organizationId: organizationId(),
    id: id(),
    name: text('name').notNull(),
    color: text('color').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('labels_name').on(t.organizationId, t.name),
  ],
);

/**
 * The conversations of a label in the order of its list. Inbox and time repeat the conversation's; a
 * trigger moves the time along, so that a rare label in a large inbox is found without reading the inbox.
 */
export const conversationLabels = pgTable(
  'conversation_labels',
  {
    organizationId: organizationId(),
    conversationId: uuid('conversation_id').notNull(),
    labelId: uuid('label_id').notNull(),
    inboxId: uuid('inbox_id').notNull(),
    lastMessageAt: moment('last_message_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.conversationId, t.labelId] }),
    foreignKey({
      columns: [t.organizationId, t.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.labelId],
      foreignColumns: [labels.organizationId, labels.id],
    }).onDelete('cascade'),
    index('conversation_labels_list').on(
      t.organizationId,
      t.labelId,
      t.inboxId,
      t.lastMessageAt,
      t.conversationId,
    ),
  ],
);
