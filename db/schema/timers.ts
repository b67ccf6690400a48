import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { TimerKind } from '@/server/domain/timers/timer';
import { moment, organizationId } from './columns';

/**
 * What is to happen at a moment, written in the transaction that decided it. A worker finds what is due;
 * the verb that does it deletes the row in its own transaction, so that it happens once, restarts or not.
 */
export const timers = pgTable(
  'timers',
  {
    organizationId: organizationId(),
    kind: text('kind').$type<TimerKind>().notNull(),
    /** What it is about: a conversation or a scheduled message. */
    targetId: uuid('target_id').notNull(),
    dueAt: moment('due_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.kind, t.targetId] }), index('timers_due').on(t.dueAt)],
);
