import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { FileView } from '@/server/domain/media/file';
import type { MessageView } from '@/server/domain/messages/message';
import { evaluateSend } from '@/server/domain/sending/evaluate-send';
import type { SendPlan } from '@/server/domain/sending/plan-sending';
import { enqueue } from '@/server/outbox/enqueue';
import { isAssignable, setAssignee } from '../conversations/assign-conversation';
import type { ConversationRow } from '../conversations/conversation-projection';
import { joinConversation, raiseReadMark } from '../conversations/join-conversation';
import { type FileToSend, forgetFiles, settleFiles, viewsOf } from '../media/files-to-send';
import { appendMessage, appendSystemLine, type NewMessage } from './append-message';
import { loadSendFacts } from './load-send-facts';

/** Carriers keep no order between messages; a moment between them nearly always does. */
const SECONDS_BETWEEN_PARTS = 1;

interface Outgoing {
  /** Becomes the id of the first message, and of the group when there are more. */
  id: string;
  text: string;
  files?: readonly FileToSend[];
  retryOf: string | null;
}

/**
 * Decides whether this may go and promises its hand-over: messages, outbox rows and news in this
 * transaction. A text and its files become messages of one group, each with a state of its own (item 73). Files for
 * which there is no room are dropped and named in the thread. The caller has locked the conversation.
 * @returns the first message
 * @throws DomainError blocked with the first reason that evaluateSend gives
 */
export async function storeOutgoing(
  ctx: VerbContext,
  conversation: ConversationRow,
  { id, text, files = [], retryOf }: Outgoing,
): Promise<MessageView> {
  const { facts, connectionId } = await loadSendFacts(ctx, conversation);
  const verdict = evaluateSend({ ...facts, text, files });
  const [reason] = verdict.reasons;
  if (reason) throw new DomainError('blocked', reason.code, reason.message);

  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
  if (userId) {
    await joinConversation(ctx, conversation, userId);
    if (await takesOver(ctx, conversation, userId)) await setAssignee(ctx, conversation, userId);
  }
  const parts = partsOf(verdict.plan, files);
  const groupId = parts.length > 1 ? id : null;
  const stored: MessageView[] = [];
  for (const [index, part] of parts.entries()) {
    const newMessage = { ...part, id: index === 0 ? id : ctx.newId(), groupId, authorId: userId, retryOf };
    const afterSeconds = index * SECONDS_BETWEEN_PARTS;
    stored.push(await storePart(ctx, conversation, connectionId, newMessage, afterSeconds));
  }
  await dropFiles(ctx, conversation.id, fileIds(verdict.plan.mms.dropped.map(({ file }) => file)), files);
  const [first] = stored;
  const last = stored.at(-1);
  if (!first || !last) throw new Error('a send was allowed that sends nothing');
  if (userId) await raiseReadMark(ctx, conversation.id, userId, last.seq);
  ctx.wakeOutbox();
  return first;
}

type Part = Pick<NewMessage, 'channel' | 'body' | 'segments' | 'encoding'> & { files: FileView[] };

/** The messages to store, in the order in which they go. A text file stays with the first of its pieces. */
function partsOf({ texts, mms }: SendPlan, files: readonly FileToSend[]): Part[] {
  const shown = new Set<string>();
  const parts = texts.map(({ text, segments, encoding, file }): Part => {
    const carried = file !== null && !shown.has(file.id) ? [file] : [];
    if (file) shown.add(file.id);
    return { channel: 'sms', body: text, segments, encoding, files: viewsOf(only(files, fileIds(carried))) };
  });
  if (mms.kept.length === 0) return parts;
  const views = viewsOf(only(files, fileIds(mms.kept)));
  return [...parts, { channel: 'mms', body: '', segments: 0, encoding: 'GSM-7', files: views }];
}

const fileIds = (planned: readonly { id: string }[]): ReadonlySet<string> =>
  new Set(planned.map(({ id }) => id));

const only = (files: readonly FileToSend[], ids: ReadonlySet<string>): FileToSend[] =>
  files.filter(({ id }) => ids.has(id));

async function storePart(
  ctx: VerbContext,
  conversation: ConversationRow,
  connectionId: string,
  { files, ...part }: Part & Pick<NewMessage, 'id' | 'groupId' | 'authorId' | 'retryOf'>,
  afterSeconds: number,
): Promise<MessageView> {
  const { message } = await appendMessage(
    ctx,
    conversation.id,
    { ...part, direction: 'out', status: 'queued', files: files.length > 0 ? files : null },
    // An answer is also the end of putting it off.
    { needsReplySince: null, state: 'open', snoozedUntil: null },
  );
  await settleFiles(ctx, { messageId: message.id }, files);
  await enqueue(ctx.tx, {
    organizationId: ctx.organizationId,
    messageId: message.id,
    conversationId: conversation.id,
    numberId: conversation.numberId,
    connectionId,
    lane: 0,
    // An MMS takes its sender's time like one segment.
    segments: Math.max(part.segments, 1),
    afterSeconds,
  });
  return message;
}

/** What has no room is not kept either, and the thread says so. */
async function dropFiles(
  ctx: VerbContext,
  conversationId: string,
  ids: ReadonlySet<string>,
  files: readonly FileToSend[],
): Promise<void> {
  if (ids.size === 0) return;
  await forgetFiles(ctx, [...ids]);
  const names = only(files, ids).map(({ name }) => name);
  await appendSystemLine(ctx, conversationId, { kind: 'files_dropped', names });
}

/** Where the Service wants it so, whoever answers first becomes the assignee. */
async function takesOver(ctx: VerbContext, conversation: ConversationRow, userId: string): Promise<boolean> {
  if (conversation.assigneeId || !conversation.serviceId) return false;
  const { rows } = await ctx.tx.execute<{ auto_assign: boolean }>(sql`
    select auto_assign from services
    where organization_id = ${ctx.organizationId} and id = ${conversation.serviceId}`);
  return rows[0]?.auto_assign === true && isAssignable(ctx, conversation, userId);
}
