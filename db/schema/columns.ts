import { bigint, integer, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The tenant. Four bytes, so that every key that starts with it stays small (design rule 11). */
export const organizationId = () => integer('organization_id').notNull();

export const id = () => uuid('id').notNull();

/** A moment in UTC, to the microsecond. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const createdAt = () => moment('created_at').notNull().defaultNow();

/** A counter that stays far below 2^53 in any installation. */
export const counter = (name: string) => bigint(name, { mode: 'number' });
