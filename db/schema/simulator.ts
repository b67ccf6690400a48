import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { HandsetBehaviour } from '@/server/domain/simulator/handset';
import { createdAt, id, moment, organizationId } from './columns';

/** A virtual telephone: the far end of the simulated carrier. */
export const handsets = pgTable(
  'simulator_handsets',
  {
    organizationId: organizationId(),
    id: id(),
    number: text('number').notNull(),
    name: text('name').notNull(),
    behaviour: jsonb('behaviour').$type<HandsetBehaviour>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('simulator_handsets_number').on(t.organizationId, t.number),
  ],
);

/** What the handset's screen shows; nothing of it is read by the inbox. */
export const handsetMessages = pgTable(
  'simulator_messages',
  {
    organizationId: organizationId(),
    id: id(),
    handsetId: uuid('handset_id').notNull(),
    direction: text('direction').$type<'received' | 'written'>().notNull(),
    /** Our number at the other end, E.164. */
    peer: text('peer').notNull(),
    text: text('text').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.handsetId],
      foreignColumns: [handsets.organizationId, handsets.id],
    }),
    index('simulator_messages_handset').on(t.organizationId, t.handsetId, t.at, t.id),
  ],
);

/** What the simulated carrier still owes: webhooks to post, files to fetch. It tries again until it is done, as carriers do. */
export const simulatorWebhooks = pgTable(
  'simulator_webhooks',
  {
    organizationId: organizationId(),
    id: id(),
    connectionId: uuid('connection_id').notNull(),
    kind: text('kind').$type<'inbound' | 'status' | 'fetch'>().notNull(),
    /** Path and query below our own address. */
    path: text('path').notNull(),
    body: jsonb('body').notNull(),
    dueAt: moment('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    doneAt: moment('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('simulator_webhooks_due').on(t.dueAt).where(sql`done_at is null`),
  ],
);
