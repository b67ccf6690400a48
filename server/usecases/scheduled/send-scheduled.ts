import { sql } from 'drizzle-orm';
import { scheduledMessages } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { MessageView } from '@/server/domain/messages/message';
import { sayReason } from '@/server/domain/sending/say';
import type { Licence, Role } from '@/server/domain/users/roles';
import { toConversationShared } from '../conversations/conversation-projection';
import { loadConversation } from '../conversations/load-conversation';
import { takeScheduledFiles } from '../media/files-to-send';
import { findMessage } from '../messages/find-message';
import { storeOutgoing } from '../messages/store-outgoing';
import { takeTimer } from '../timers/set-timer';
import {
  announceScheduled,
  dropScheduled,
  findScheduled,
  type ScheduledRow,
  scheduledIs,
} from './scheduled-rows';

/**
 * A scheduled text's time has come: it goes out as its author's message, with its own id, once. All rules of
 * sending are asked again. What they forbid stays, with the reason, and its author is told. Called by the
 * worker; does nothing when the text is gone or somebody was faster.
 */
export async function sendScheduled(ctx: VerbContext, id: string): Promise<void> {
  const [waiting] = await ctx.tx.select().from(scheduledMessages).where(scheduledIs(ctx, id));
  if (!waiting) return void (await takeTimer(ctx, 'send', id));
  await loadConversation(ctx, waiting.conversationId, 'conversation.read', { lock: true });
  const [row] = await ctx.tx.select().from(scheduledMessages).where(scheduledIs(ctx, id));
  // Moved to later while this waited for the lock: its timer was moved too.
  if (!row || row.dueAt > ctx.now) return;
  if (!(await takeTimer(ctx, 'send', id))) return;
  const refused = await tryToSend(ctx, row);
  if (refused === null) await dropScheduled(ctx, id);
  else await keepRefused(ctx, row, refused);
  await announceScheduled(ctx, row.conversationId);
}

/** Sends a scheduled text now, as the actor's. @throws DomainError not_found; blocked as sendMessage */
export async function sendScheduledNow(ctx: VerbContext, { id }: { id: string }): Promise<MessageView> {
  const { conversationId } = await findScheduled(ctx, id);
  const conversation = await loadConversation(ctx, conversationId, 'message.send', { lock: true });
  const row = await findScheduled(ctx, id);
  const files = await takeScheduledFiles(ctx, id);
  const message = await storeOutgoing(ctx, conversation, { id, text: row.text, files, retryOf: null });
  await dropScheduled(ctx, id);
  await announceScheduled(ctx, conversationId);
  return message;
}

/** @returns why it could not go, in a sentence; null when it went */
async function tryToSend(ctx: VerbContext, row: ScheduledRow): Promise<string | null> {
  if (await findMessage(ctx, row.id)) return null;
  const author = await actAsAuthor(ctx, row.authorId);
  if (!author) return sayReason('user_inactive').message;
  try {
    const conversation = await loadConversation(author, row.conversationId, 'message.send');
    const files = await takeScheduledFiles(author, row.id);
    await storeOutgoing(author, conversation, { id: row.id, text: row.text, files, retryOf: null });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Only who writes it may not have seen the conversation go; the rules of sending say it themselves.
    return error.code === 'not_found' ? 'Its author can no longer see this conversation.' : error.message;
  }
}

/** The verb's surroundings with the author as the one who acts; null when they were switched off. */
async function actAsAuthor(ctx: VerbContext, userId: string): Promise<VerbContext | null> {
  const { rows } = await ctx.tx.execute<{ role: Role; licence: Licence; active: boolean }>(sql`
    select role, licence, active from users
    where organization_id = ${ctx.organizationId} and id = ${userId}`);
  const user = rows[0];
  return user?.active ? { ...ctx, actor: { kind: 'user', userId, ...user } } : null;
}

async function keepRefused(ctx: VerbContext, row: ScheduledRow, refused: string): Promise<void> {
  await ctx.tx
    .update(scheduledMessages)
    .set({ refused, version: sql`version + 1` })
    .where(scheduledIs(ctx, row.id));
  const conversation = await loadConversation(ctx, row.conversationId, 'conversation.read');
  ctx.publish(
    { to: 'user', userId: row.authorId },
    {
      kind: 'notice',
      reason: 'scheduled_refused',
      conversation: toConversationShared(conversation),
      messageId: null,
    },
  );
}
