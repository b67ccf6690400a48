import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { counter, createdAt, id, organizationId } from './columns';
import { services } from './numbers';
import { users } from './users';

/** Texts that are written again and again: a user's own, a Service's, or everybody's (both null). */
export const snippets = pgTable(
  'snippets',
  {
    organizationId: organizationId(),
    id: id(),
    ownerId: uuid('owner_id'),
    serviceId: uuid('service_id'),
    name: text('name').notNull(),
    shortcut: text('shortcut'),
    text: text('text').notNull(),
    version: counter('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.ownerId], foreignColumns: [users.organizationId, users.id] }),
    foreignKey({
      columns: [t.organizationId, t.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }),
    index('snippets_name').on(t.organizationId, t.name, t.id),
  ],
);
