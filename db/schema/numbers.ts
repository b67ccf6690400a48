import {
  boolean,
  doublePrecision,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { BusinessHours } from '@/server/domain/hours/business-hours';
import type { NumberKind } from '@/server/domain/numbers/number';
import type { ServiceRouting } from '@/server/domain/routing/service-routing';
import { counter, createdAt, id, moment, organizationId } from './columns';
import { organizations } from './organizations';
import { users } from './users';

/** An organization's account with a carrier. */
export const connections = pgTable(
  'connections',
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    /** AES-256-GCM under APP_KEYS (server/carriers/sealed-credentials.ts); no interface ever returns it. */
    sealedCredentials: text('sealed_credentials').notNull(),
    /** Unguessable part of the webhook address; begins with the organization's id. */
    webhookToken: text('webhook_token').notNull(),
    status: text('status').$type<'active' | 'paused'>().notNull().default('active'),
    pausedReason: text('paused_reason'),
    /** Messages per second that each number of this connection may send; 0 = as fast as we can. */
    rate: integer('rate').notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('connections_webhook_token').on(t.organizationId, t.webhookToken),
  ],
);

/** A DID of the organization. */
export const numbers = pgTable(
  'numbers',
  {
    organizationId: organizationId(),
    id: id(),
    connectionId: uuid('connection_id').notNull(),
    e164: text('e164').notNull(),
    country: text('country').notNull(),
    kind: text('kind').$type<NumberKind>().notNull(),
    status: text('status').$type<'active' | 'removed'>().notNull().default('active'),
    tollFreeVerified: boolean('toll_free_verified').notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('numbers_e164').on(t.organizationId, t.e164),
    foreignKey({
      columns: [t.organizationId, t.connectionId],
      foreignColumns: [connections.organizationId, connections.id],
    }),
  ],
);

/**
 * The pace of one number: a GCRA in one row. `nextSlot` is the earliest moment the number may send
 * again; all times are the database's, so that a process with a wrong clock does no harm.
 */
export const senders = pgTable(
  'senders',
  {
    organizationId: organizationId(),
    numberId: uuid('number_id').notNull(),
    /** Seconds between two segments; 0 = no pacing. */
    spacing: doublePrecision('spacing').notNull().default(0),
    nextSlot: moment('next_slot').notNull().defaultNow(),
    /** Interactive messages sent since the last bulk one: bulk gets at least every fifth slot. */
    interactiveRun: integer('interactive_run').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.numberId] }),
    foreignKey({
      columns: [t.organizationId, t.numberId],
      foreignColumns: [numbers.organizationId, numbers.id],
    }),
  ],
);

/** A customer-facing team: the manual's Call group (items 4, 41). */
export const services = pgTable(
  'services',
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text('name').notNull(),
    color: text('color').notNull(),
    /** One number belongs to at most one Service. */
    numberId: uuid('number_id'),
    /** Called in when a customer waits too long (the Call group's "missed calls manager"). */
    managerId: uuid('manager_id'),
    /** Open minutes a customer may wait before the manager is called in; null = nobody is. */
    escalateAfterMinutes: integer('escalate_after_minutes').default(60),
    /** Whoever answers first becomes the assignee. */
    autoAssign: boolean('auto_assign').notNull().default(false),
    /** Null = always open. */
    businessHours: jsonb('business_hours').$type<BusinessHours>(),
    /** Answers a customer outside the business hours; null = nothing is said. */
    awayText: text('away_text'),
    /** Who is brought in by a customer's message; null = all static members. */
    routing: jsonb('routing').$type<ServiceRouting>(),
    /** Counts what admins set, so that nobody writes over what they have not seen. */
    version: counter('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('services_name').on(t.organizationId, t.name),
    unique('services_number').on(t.organizationId, t.numberId),
    foreignKey({
      columns: [t.organizationId, t.numberId],
      foreignColumns: [numbers.organizationId, numbers.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.managerId],
      foreignColumns: [users.organizationId, users.id],
    }),
  ],
);

/** The static members of a Service (item 81). */
export const serviceMembers = pgTable(
  'service_members',
  {
    organizationId: organizationId(),
    serviceId: uuid('service_id').notNull(),
    userId: uuid('user_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.serviceId, t.userId] }),
    unique('service_members_user').on(t.organizationId, t.userId, t.serviceId),
    foreignKey({
      columns: [t.organizationId, t.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }),
    foreignKey({ columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] }),
  ],
);
