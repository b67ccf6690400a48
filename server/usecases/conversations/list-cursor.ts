import { type SQL, sql } from 'drizzle-orm';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { DomainError } from '@/server/domain/errors';

/** Milliseconds since 1970, and an id as the database prints it: nothing else may reach a query. */
const CURSOR = /^(\d{1,14})\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The place of a list's last row, for whoever asks for the next page. */
export function encodeCursor(last: Pick<ConversationView, 'id' | 'lastMessageAt'>): string {
  return Buffer.from(`${Date.parse(last.lastMessageAt)}|${last.id}`).toString('base64url');
}

/**
 * The condition on `last_message_at` and a conversation's id that leaves what stands behind a place.
 * @param idColumn where the id stands: `id`, or `conversation_id` in tables that refer to one
 * @throws DomainError invalid_input cursor_malformed
 */
export function beforeCursor(cursor: string | undefined): (idColumn: SQL) => SQL {
  if (!cursor) return () => sql`true`;
  const [, at, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (!at || !id) {
    throw new DomainError('invalid_input', 'cursor_malformed', 'This page mark is not one of ours.');
  }
  return (idColumn) =>
    sql`(last_message_at, ${idColumn}) < (${new Date(Number(at))}::timestamptz, ${id}::uuid)`;
}
