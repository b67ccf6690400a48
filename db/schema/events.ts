import { sql } from 'drizzle-orm';
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { counter, moment, organizationId } from './columns';
import { organizations } from './organizations';

/** The last event number of each organization; allotted last before COMMIT (design rule 8). */
export const eventCounters = pgTable('event_counters', {
  organizationId: integer('organization_id')
    .primaryKey()
    .references(() => organizations.id),
  lastSeq: counter('last_seq').notNull().default(0),
  /** Events up to here have been thrown away: an older cursor gets a `reset`. */
  prunedUpto: counter('pruned_upto').notNull().default(0),
  /** Changes when a backup is restored, so that cursors of the time before are not believed. */
  epoch: uuid('epoch').notNull().default(sql`gen_random_uuid()`),
});

/** News for screens, numbered without gaps inside each organization, kept for a week. */
export const events = pgTable(
  'events',
  {
    organizationId: organizationId(),
    seq: counter('seq').notNull(),
    /** Who may hear it: an inbox, one user, or (both null) everybody in the organization. */
    inboxId: uuid('inbox_id'),
    conversationId: uuid('conversation_id'),
    userId: uuid('user_id'),
    /** A LiveEvent, encoded once when written and sent as it is. */
    payload: text('payload').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.seq] })],
);
