import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { CallState } from '@/server/domain/calls/call';
import { createdAt, id, moment, organizationId } from './columns';
import { users } from './users';

/** A telephone system that tells us about calls (item 30), and the secret it signs with. */
export const callHooks = pgTable(
  'call_hooks',
  {
    organizationId: organizationId(),
    id: id(),
    name: text('name').notNull(),
    /** Names the hook in each request; begins with the organization's id. */
    token: text('token').notNull(),
    /** AES-256-GCM under APP_KEYS, like a connection's credentials. */
    sealedSecret: text('sealed_secret').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('call_hooks_token').on(t.organizationId, t.token),
  ],
);

/** Calls of users that are going on, and those of the last day. */
export const calls = pgTable(
  'calls',
  {
    organizationId: organizationId(),
    /** The telephone system's own id of the call. */
    id: text('id').notNull(),
    userId: uuid('user_id').notNull(),
    direction: text('direction').$type<'in' | 'out'>().notNull(),
    /** The other side, E.164; null when it was withheld. */
    peer: text('peer'),
    state: text('state').$type<CallState>().notNull(),
    startedAt: moment('started_at').notNull(),
    answeredAt: moment('answered_at'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] }),
    index('calls_user').on(t.organizationId, t.userId, t.startedAt),
  ],
);
