import { sql } from 'drizzle-orm';
import { scheduledMessages } from '@/db/schema/messages';
import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { normaliseText } from '@/server/domain/messages/text';
import { isAgentStop } from '@/server/domain/opt-outs/agent-stop';
import type { CreateScheduledInput, UpdateScheduledInput } from '@/server/domain/scheduled/inputs';
import type { ScheduledView } from '@/server/domain/scheduled/scheduled';
import { evaluateSend } from '@/server/domain/sending/evaluate-send';
import type { ConversationRow } from '../conversations/conversation-projection';
import { loadConversation } from '../conversations/load-conversation';
import {
  type FileToSend,
  settleFiles,
  takeFilesToSend,
  takeScheduledFiles,
  viewsOf,
} from '../media/files-to-send';
import { idInUse } from '../messages/append-message';
import { findMessage } from '../messages/find-message';
import { loadSendFacts } from '../messages/load-send-facts';
import { clearDraft } from '../messages/save-draft';
import { setTimer } from '../timers/set-timer';
import { announceScheduled, findScheduled, scheduledIs, toScheduledView } from './scheduled-rows';

const FURTHEST_DAYS = 366;
/** So many wait in one conversation at most: a slip of a script stays small. */
const MOST_IN_ONE = 50;

/**
 * Puts a text, files or both aside that go out at `dueAt` as the actor's message with this `id`. It must be one that may be
 * sent now; at its time the same rules are asked again. The same `id` and text again answers with the first.
 * @throws DomainError as sendMessage; invalid_input scheduled_past, scheduled_too_far; conflict too_many_scheduled
 */
export async function scheduleMessage(ctx: VerbContext, input: CreateScheduledInput): Promise<ScheduledView> {
  const conversation = await loadConversation(ctx, input.conversationId, 'message.send', { lock: true });
  const authorId = needPerson(ctx);
  const text = normaliseText(input.text);
  const [earlier] = await ctx.tx.select().from(scheduledMessages).where(scheduledIs(ctx, input.id));
  if (earlier) {
    if (earlier.conversationId === conversation.id && earlier.text === text)
      return toScheduledView(ctx, earlier);
    throw idInUse();
  }
  if (await findMessage(ctx, input.id)) throw idInUse();
  const dueAt = needSoon(ctx, input.dueAt);
  if (conversation.scheduledCount >= MOST_IN_ONE) {
    throw new DomainError(
      'conflict',
      'too_many_scheduled',
      `At most ${MOST_IN_ONE} scheduled messages in one conversation.`,
    );
  }
  const files = await takeFilesToSend(ctx, conversation.id, input.files ?? []);
  await needSendable(ctx, conversation, text, files);
  const [row] = await ctx.tx
    .insert(scheduledMessages)
    .values({
      organizationId: ctx.organizationId,
      id: input.id,
      conversationId: conversation.id,
      authorId,
      text,
      dueAt,
      cancelOnReply: input.cancelOnReply,
      createdAt: ctx.now,
    })
    .returning();
  if (!row) throw new Error('an insert returned no row');
  await settleFiles(ctx, { scheduledId: row.id }, viewsOf(files));
  await setTimer(ctx, 'send', row.id, dueAt);
  await clearDraft(ctx, conversation.id);
  await announceScheduled(ctx, conversation.id);
  return toScheduledView(ctx, row);
}

/**
 * Changes what goes out, or when. Whoever does becomes its author: nothing goes out in a colleague's name that
 * the colleague did not write. One that was refused is waiting again.
 * @throws DomainError as scheduleMessage; conflict scheduled_changed when `version` is not the latest
 */
export async function updateScheduled(ctx: VerbContext, input: UpdateScheduledInput): Promise<ScheduledView> {
  const { conversationId } = await findScheduled(ctx, input.id);
  const conversation = await loadConversation(ctx, conversationId, 'message.send', { lock: true });
  const authorId = needPerson(ctx);
  const { version } = await findScheduled(ctx, input.id);
  if (version !== input.version) {
    throw new DomainError('conflict', 'scheduled_changed', 'Somebody has changed this message meanwhile.');
  }
  const text = normaliseText(input.text);
  const dueAt = needSoon(ctx, input.dueAt);
  await needSendable(ctx, conversation, text, await takeScheduledFiles(ctx, input.id));
  const [row] = await ctx.tx
    .update(scheduledMessages)
    .set({
      text,
      dueAt,
      cancelOnReply: input.cancelOnReply,
      authorId,
      refused: null,
      version: sql`version + 1`,
    })
    .where(scheduledIs(ctx, input.id))
    .returning();
  if (!row) throw new Error('an update returned no row');
  await setTimer(ctx, 'send', row.id, dueAt);
  await announceScheduled(ctx, conversationId);
  return toScheduledView(ctx, row);
}

async function needSendable(
  ctx: VerbContext,
  conversation: ConversationRow,
  text: string,
  files: readonly FileToSend[],
): Promise<void> {
  const { facts } = await loadSendFacts(ctx, conversation);
  const [reason] = evaluateSend({ ...facts, text, files }).reasons;
  if (reason) throw new DomainError('blocked', reason.code, reason.message);
  if (isAgentStop(text)) {
    throw new DomainError('blocked', 'stop_now_only', 'STOP blocks the customer, and can only be sent now.');
  }
}

function needPerson(ctx: VerbContext): string {
  const userId = userOf(ctx);
  if (userId) return userId;
  throw new DomainError('forbidden', 'person_needed', 'Only a person can do this.');
}

function needSoon({ now }: VerbContext, dueAt: string): Date {
  const due = new Date(dueAt);
  if (due <= now) {
    throw new DomainError('invalid_input', 'scheduled_past', 'This moment has passed. Choose a later one.');
  }
  if (due.getTime() - now.getTime() > FURTHEST_DAYS * 24 * 3_600_000) {
    throw new DomainError('invalid_input', 'scheduled_too_far', 'At most a year ahead.');
  }
  return due;
}
