import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import { files } from '@/db/schema/media';
import { scheduledMessages } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { ScheduledView } from '@/server/domain/scheduled/scheduled';
import { can } from '@/server/domain/users/can';
import { conversationColumns, toConversationShared } from '../conversations/conversation-projection';
import { conversationNotFound } from '../conversations/load-conversation';
import { publishToReaders } from '../conversations/publish-conversation';
import { fileColumns } from '../media/file-projection';
import { takeTimer } from '../timers/set-timer';

export type ScheduledRow = typeof scheduledMessages.$inferSelect;

/** As screens show them, with the files that wait with each. */
async function toViews(ctx: VerbContext, rows: readonly ScheduledRow[]): Promise<ScheduledView[]> {
  if (rows.length === 0) return [];
  const found = await ctx.tx
    .select({ ...fileColumns, scheduledId: files.scheduledId })
    .from(files)
    .where(
      and(
        eq(files.organizationId, ctx.organizationId),
        inArray(
          files.scheduledId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(files.position));
  return rows.map(({ id, conversationId, authorId, text, dueAt, cancelOnReply, refused, version }) => ({
    ...{ id, conversationId, authorId, text, dueAt: dueAt.toISOString(), cancelOnReply, refused, version },
    files: found.flatMap(({ scheduledId, ...view }) => (scheduledId === id ? [view] : [])),
  }));
}

export async function toScheduledView(ctx: VerbContext, row: ScheduledRow): Promise<ScheduledView> {
  const [view] = await toViews(ctx, [row]);
  if (!view) throw new Error('a row has no view');
  return view;
}

export function scheduledIs(ctx: VerbContext, id: string) {
  return and(eq(scheduledMessages.organizationId, ctx.organizationId), eq(scheduledMessages.id, id));
}

/**
 * A scheduled text by its id; who may touch it is decided on its conversation.
 * @throws DomainError forbidden for who may send nowhere; conflict scheduled_gone
 */
export async function findScheduled(ctx: VerbContext, id: string): Promise<ScheduledRow> {
  const verdict = can(ctx.actor, 'message.send', { isParticipant: true });
  if (!verdict.allowed) throw new DomainError('forbidden', verdict.reason, verdict.message);
  const [row] = await ctx.tx.select().from(scheduledMessages).where(scheduledIs(ctx, id));
  if (row) return row;
  throw new DomainError(
    'conflict',
    'scheduled_gone',
    'There is no such scheduled message: it was sent or cancelled.',
  );
}

/** All of a conversation, the next one first. */
export async function readScheduled(ctx: VerbContext, conversationId: string): Promise<ScheduledView[]> {
  const rows = await ctx.tx
    .select()
    .from(scheduledMessages)
    .where(
      and(
        eq(scheduledMessages.organizationId, ctx.organizationId),
        eq(scheduledMessages.conversationId, conversationId),
      ),
    )
    .orderBy(asc(scheduledMessages.dueAt), asc(scheduledMessages.id));
  return toViews(ctx, rows);
}

/** Takes a scheduled text, its timer and the files that still wait with it away; announceScheduled tells of it. */
export async function dropScheduled(ctx: VerbContext, id: string): Promise<void> {
  await takeTimer(ctx, 'send', id);
  // Their bytes go with the next sweep.
  await ctx.tx
    .delete(files)
    .where(and(eq(files.organizationId, ctx.organizationId), eq(files.scheduledId, id)));
  await ctx.tx.delete(scheduledMessages).where(scheduledIs(ctx, id));
}

/** Counts a conversation's scheduled texts anew and tells its readers. The caller holds the conversation. */
export async function announceScheduled(ctx: VerbContext, conversationId: string): Promise<void> {
  const scheduled = await readScheduled(ctx, conversationId);
  const [row] = await ctx.tx
    .update(conversations)
    .set({ scheduledCount: scheduled.length, version: sql`version + 1` })
    .where(and(eq(conversations.organizationId, ctx.organizationId), eq(conversations.id, conversationId)))
    .returning(conversationColumns);
  if (!row) throw conversationNotFound();
  const conversation = toConversationShared(row);
  publishToReaders(ctx, row, { kind: 'scheduled.changed', conversationId, scheduled, conversation });
}
