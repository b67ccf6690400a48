import { and, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { conversations, readMarks } from '@/db/schema/conversations';
import { messages } from '@/db/schema/messages';
import { users } from '@/db/schema/users';
import { userOf, type VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import { DomainError } from '@/server/domain/errors';
import type { MessageView, SystemLine } from '@/server/domain/messages/message';
import { previewOf } from '@/server/domain/messages/preview';
import { conversationColumns, toConversationShared } from '../conversations/conversation-projection';
import { conversationNotFound } from '../conversations/load-conversation';
import { publishToReaders } from '../conversations/publish-conversation';
import { messageColumns, toMessageView } from './message-projection';

export type NewMessage = Omit<
  typeof messages.$inferInsert,
  'organizationId' | 'conversationId' | 'inboxId' | 'seq' | 'language' | 'search'
>;
type ConversationChanges = PgUpdateSetSource<typeof conversations>;

/**
 * Adds one message to the end of a conversation: takes the row lock, the next `seq` under it, moves the
 * preview unless it stays in the house, and tells the readers. `changes` are further columns of the conversation to set alongside.
 * @throws DomainError conflict id_in_use when another message has this id
 */
export async function appendMessage(
  ctx: VerbContext,
  conversationId: string,
  message: NewMessage,
  changes: ConversationChanges = {},
): Promise<{ message: MessageView; conversation: ConversationShared }> {
  const preview =
    message.direction === 'internal'
      ? {}
      : {
          lastMessageAt: ctx.now,
          previewSeq: sql`last_seq + 1`,
          previewText: previewOf(message.body),
          previewDirection: message.direction,
          previewChannel: message.channel,
          previewStatus: message.status,
          previewAuthorId: message.authorId ?? null,
          previewMediaCount: message.files?.length ?? 0,
        };
  const [row] = await ctx.tx
    .update(conversations)
    .set({ lastSeq: sql`last_seq + 1`, version: sql`version + 1`, ...preview, ...changes })
    .where(and(eq(conversations.organizationId, ctx.organizationId), eq(conversations.id, conversationId)))
    .returning(conversationColumns);
  if (!row) throw conversationNotFound();
  const [stored] = await ctx.tx
    .insert(messages)
    .values({
      ...message,
      organizationId: ctx.organizationId,
      conversationId,
      inboxId: row.inboxId,
      seq: row.lastSeq,
      language: languageOf(ctx),
      createdAt: message.createdAt ?? ctx.now,
    })
    .onConflictDoNothing({ target: [messages.organizationId, messages.id] })
    .returning(messageColumns);
  if (!stored) throw idInUse();
  const result = { message: toMessageView(stored), conversation: toConversationShared(row) };
  publishToReaders(ctx, row, { kind: 'message.stored', ...result });
  return result;
}

/** In which language a new message can be searched. */
function languageOf(ctx: VerbContext): SQL {
  return sql`(select search_language::regconfig from organizations where id = ${ctx.organizationId})`;
}

export function idInUse(): DomainError {
  return new DomainError('conflict', 'id_in_use', 'This message id was used for another message.');
}

/**
 * Adds a line about what happened in the house: it moves no preview and no list. A colleague's doing leaves a
 * conversation read for everybody who had read everything, but for whom it concerns. What nobody of us did
 * (a customer, a clock) is news to all.
 */
export async function appendSystemLine(
  ctx: VerbContext,
  conversationId: string,
  system: SystemLine,
  changes: ConversationChanges = {},
): Promise<{ message: MessageView; conversation: ConversationShared }> {
  const authorId = userOf(ctx);
  const line = await appendMessage(
    ctx,
    conversationId,
    {
      id: ctx.newId(),
      direction: 'internal',
      channel: 'system',
      body: '',
      system,
      status: 'received',
      segments: 0,
      encoding: 'GSM-7',
      authorId,
    },
    changes,
  );
  if (authorId) await keepRead(ctx, conversationId, line.message.seq, concernedBy(system, authorId));
  return line;
}

/** Who is to find a line unread: those to whom somebody else gave the conversation. */
function concernedBy(system: SystemLine, authorId: string): string[] {
  if (system.kind === 'assigned') return system.userId && system.userId !== authorId ? [system.userId] : [];
  return system.kind === 'members_added' ? system.userIds.filter((userId) => userId !== authorId) : [];
}

/**
 * Moves the cursors that stood right before `seq` onto it, and tells their owners. The marks' key leads with the
 * user, so the users are named: a look-up each, instead of a walk through all marks of the organization.
 */
async function keepRead(
  ctx: VerbContext,
  conversationId: string,
  seq: number,
  except: string[],
): Promise<void> {
  const moved = await ctx.tx
    .update(readMarks)
    .set({ lastReadSeq: seq })
    .where(
      and(
        eq(readMarks.organizationId, ctx.organizationId),
        inArray(
          readMarks.userId,
          ctx.tx.select({ id: users.id }).from(users).where(eq(users.organizationId, ctx.organizationId)),
        ),
        eq(readMarks.conversationId, conversationId),
        eq(readMarks.lastReadSeq, seq - 1),
        notInArray(readMarks.userId, except),
      ),
    )
    .returning({ userId: readMarks.userId });
  for (const { userId } of moved) {
    ctx.publish({ to: 'user', userId }, { kind: 'read.moved', conversationId, lastReadSeq: seq });
  }
}
