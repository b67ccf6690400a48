import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { conversations } from '@/db/schema/conversations';
import { messages } from '@/db/schema/messages';
import { conversationOwnColumns, customerColumns } from '../conversations/conversation-projection';
import { messageColumns } from './message-projection';

const given = sql.placeholder;
/** Drizzle encodes a placeholder's value without asking whether there is one. */
const givenOrNull = (name: string) => sql`${given(name)}`;

/** Unique index and upsert, never look-then-insert (rule 5): thirty at once still make one. */
export const upsertStatement = (tx: Transaction) =>
  tx
    .insert(conversations)
    .values({
      organizationId: given('organizationId'),
      id: given('id'),
      kind: given('kind'),
      numberId: given('numberId'),
      serviceId: givenOrNull('serviceId'),
      customer: given('customer'),
      replyable: given('replyable'),
      lastSeq: 1,
      lastMessageAt: given('now'),
      previewSeq: 1,
      previewText: given('previewText'),
      previewDirection: 'in',
      previewChannel: given('channel'),
      previewStatus: 'received',
      previewMediaCount: given('mediaCount'),
      needsReplySince: given('now'),
      createdAt: given('now'),
    })
    .onConflictDoUpdate({
      target: [conversations.organizationId, conversations.numberId, conversations.customer],
      targetWhere: sql`retired_at is null`,
      set: {
        // What the customer writes opens a case again that was put away.
        state: 'open',
        snoozedUntil: null,
        lastSeq: sql`conversations.last_seq + 1`,
        lastMessageAt: sql`excluded.last_message_at`,
        previewSeq: sql`conversations.last_seq + 1`,
        previewText: sql`excluded.preview_text`,
        previewDirection: sql`excluded.preview_direction`,
        previewChannel: sql`excluded.preview_channel`,
        previewStatus: sql`excluded.preview_status`,
        previewAuthorId: sql`excluded.preview_author_id`,
        previewMediaCount: sql`excluded.preview_media_count`,
        needsReplySince: sql`coalesce(conversations.needs_reply_since, excluded.needs_reply_since)`,
        version: sql`conversations.version + 1`,
      },
    })
    .returning({ ...conversationOwnColumns, created: sql<boolean>`xmax = 0` })
    .prepare('receive_upsert_conversation');

/** Run under the conversation's lock, so that what it says of opt-out and block is of this moment. */
export const storeStatement = (tx: Transaction) =>
  tx
    .insert(messages)
    .values({
      organizationId: given('organizationId'),
      id: given('id'),
      conversationId: given('conversationId'),
      inboxId: given('inboxId'),
      seq: given('seq'),
      direction: 'in',
      language: sql`(select search_language::regconfig from organizations where id = ${given('organizationId')})`,
      channel: given('channel'),
      body: given('body'),
      status: 'received',
      segments: given('segments'),
      encoding: given('encoding'),
      files: givenOrNull('files'),
      suspected: givenOrNull('suspected'),
      createdAt: given('now'),
      providerTime: givenOrNull('providerTime'),
    })
    .returning({
      ...messageColumns,
      ...customerColumns({
        organizationId: sql`messages.organization_id`,
        numberId: sql`${given('numberId')}::uuid`,
        customer: sql`${given('customer')}`,
      }),
    })
    .prepare('receive_store_message');
