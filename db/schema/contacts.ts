import { sql } from 'drizzle-orm';
import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { counter, createdAt, id, organizationId } from './columns';

/** A person outside, with a name somebody gave; the number stands for them until then (item 77). */
export const contacts = pgTable(
  'contacts',
  {
    organizationId: organizationId(),
    id: id(),
    name: text('name').notNull(),
    notes: text('notes').notNull().default(''),
    /** What the organization wants to know besides, by the field's name. */
    fields: jsonb('fields').$type<Record<string, string>>().notNull().default({}),
    labelIds: uuid('label_ids').array().notNull().default(sql`'{}'`),
    version: counter('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('contacts_name').on(t.organizationId, t.name, t.id),
    index('contacts_name_parts').using('gin', sql`lower(name) gin_trgm_ops`),
  ],
);

/** The numbers of contacts; a number names one contact. */
export const contactNumbers = pgTable(
  'contact_numbers',
  {
    organizationId: organizationId(),
    /** E.164, or the sender's name or short code as received. */
    customer: text('customer').notNull(),
    contactId: uuid('contact_id').notNull(),
    /** "mobile", "work"; '' when nobody said. */
    label: text('label').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.customer] }),
    foreignKey({
      columns: [t.organizationId, t.contactId],
      foreignColumns: [contacts.organizationId, contacts.id],
    }).onDelete('cascade'),
    index('contact_numbers_contact').on(t.organizationId, t.contactId),
    index('contact_numbers_digits').using('gin', sql`customer gin_trgm_ops`),
  ],
);
