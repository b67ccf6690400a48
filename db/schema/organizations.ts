import { integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment, organizationId } from './columns';

export const organizations = pgTable(
  'organizations',
  {
    id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    /** ISO 3166-1 alpha-2 of the "Language and Region" setting (manual, items 24, 26, 44). */
    region: text('region').notNull(),
    platformVersion: text('platform_version').notNull(),
    /** IANA zone in which this organization's days and months are cut. */
    timeZone: text('time_zone').notNull(),
    /** A text search configuration of Postgres, such as english or italian; simple = no stems. */
    searchLanguage: text('search_language').notNull().default('simple'),
    /** Days for which the files of messages are kept; null = for ever. */
    fileRetentionDays: integer('file_retention_days'),
    createdAt: createdAt(),
  },
  (t) => [unique('organizations_slug').on(t.slug)],
);

/** What an admin or operator changed. Rows are only ever added: the database refuses anything else. */
export const auditLog = pgTable(
  'audit_log',
  {
    organizationId: organizationId(),
    id: uuid('id').notNull(),
    at: moment('at').notNull().defaultNow(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    /** Ids only, never a body or a telephone number: erasing a person must not need this table. */
    target: text('target').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);
