import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DialplanMatch, DialplanTarget } from '@/server/domain/routing/dialplan';
import { id, organizationId } from './columns';

/** The dialplan: who gets what comes in to office numbers. The first enabled rule that fits decides. */
export const dialplanRules = pgTable(
  'dialplan_rules',
  {
    organizationId: organizationId(),
    id: id(),
    /** Order of evaluation, from 1. */
    position: integer('position').notNull(),
    name: text('name').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    match: jsonb('match').$type<DialplanMatch>().notNull(),
    target: jsonb('target').$type<DialplanTarget>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);
