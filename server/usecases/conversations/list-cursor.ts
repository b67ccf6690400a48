import { type SQL, sql } from 'drizzle-orm';
import type { ListTab } from '@/server/domain/conversations/views';
import { DomainError } from '@/server/domain/errors';

/** A place as sortKey writes it: a moment, and an id as the database prints it. Nothing else may reach a query. */
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** PostgreSQL's calendar has no year 0; no message is that old. */
const OLDEST = Date.UTC(1970);

interface ListOrder {
  /** What of a conversation sorts the list before its id. */
  by: SQL;
  way: SQL;
  behind: SQL;
}

/** How a tab sorts; comparePlaces says the same. */
export function listOrder(tab: ListTab): ListOrder {
  return tab === 'waiting'
    ? { by: sql`needs_reply_since`, way: sql`asc`, behind: sql`>` }
    : { by: sql`last_message_at`, way: sql`desc`, behind: sql`<` };
}

/**
 * The condition that leaves what stands behind a place of a list.
 * @returns takes the name of the id's column: `id`, or `conversation_id` in tables that refer to one
 * @throws DomainError invalid_input cursor_malformed
 */
export function behindCursor(cursor: string | undefined, tab: ListTab): (idColumn: SQL) => SQL {
  if (!cursor) return () => sql`true`;
  const [, moment, id] = CURSOR.exec(cursor) ?? [];
  const at = moment ? new Date(moment) : null;
  if (!at || !id || !(at.getTime() >= OLDEST)) {
    throw new DomainError('invalid_input', 'cursor_malformed', 'This page mark is not one of ours.');
  }
  const { by, behind } = listOrder(tab);
  return (idColumn) => sql`(${by}, ${idColumn}) ${behind} (${at}::timestamptz, ${id}::uuid)`;
}
