import { sql } from 'drizzle-orm';
import { preparedOn } from '@/db/prepared';
import { conversations } from '@/db/schema/conversations';
import type { InboundMessage } from '@/server/carriers/carrier';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { FileView } from '@/server/domain/media/file';
import { previewOf } from '@/server/domain/messages/preview';
import { countSegments } from '@/server/domain/messages/segments';
import { storableText } from '@/server/domain/messages/storable-text';
import type { NumberKind } from '@/server/domain/numbers/number';
import { readOriginator } from '@/server/domain/numbers/originator';
import { readKeyword } from '@/server/domain/opt-outs/keywords';
import { looksLikeOptOut } from '@/server/domain/opt-outs/looks-like-opt-out';
import type { DialplanTarget } from '@/server/domain/routing/dialplan';
import { addStaticMembers, type Brought } from '../conversations/add-static-members';
import { announceParticipants } from '../conversations/announce-participants';
import { type ConversationRow, toConversationShared } from '../conversations/conversation-projection';
import { publishToReaders } from '../conversations/publish-conversation';
import { announceFiles } from '../media/announce-files';
import { needSamePlace } from '../numbers/need-same-place';
import { obeyKeyword } from '../opt-outs/obey-keyword';
import { ensureOptOutRow } from '../opt-outs/set-opt-out';
import { routeInbound } from '../routing/route-inbound';
import { cancelOnReply } from '../scheduled/cancel-scheduled';
import { answerByRule, type ServiceRules } from './answer-by-rule';
import { appendSystemLine } from './append-message';
import { keepBlockedMessage } from './keep-blocked-message';
import { toMessageView } from './message-projection';
import { storeStatement, upsertStatement } from './receive-statements';

interface Line {
  numberId: string;
  customer: string;
}

/** The row itself; who the customer is to us stands elsewhere. */
type OwnRow = Omit<ConversationRow, 'customerName' | 'optedOut' | 'blocked'>;

interface Routed {
  target: DialplanTarget | null;
}

interface Destination extends ServiceRules, Record<string, unknown> {
  is_new: boolean;
  number_id: string | null;
  number_kind: NumberKind;
  number_country: string;
  blocked: boolean;
}

/**
 * Takes in one text from a customer: dedupes, finds or makes the conversation of (number, customer),
 * brings back its members when all have left (item 62), obeys STOP and START, stores and tells. To an office
 * number the dialplan is asked first (item 35). One transaction, four journeys to the database in the ordinary
 * case of a Service: every text pays for each of them.
 * The same carrier id again changes nothing and notifies nobody (rule 2).
 * @throws DomainError not_found number_unknown when the number written to is not ours: the door keeps
 *   the request in quarantine then
 */
export async function receiveMessage(
  ctx: VerbContext,
  connectionId: string,
  received: InboundMessage,
): Promise<{ duplicate: boolean }> {
  const inbound = { ...received, text: storableText(received.text) };
  const messageId = ctx.newId();
  const { originator: customer, replyable } = readOriginator(inbound.from);
  const destination = await findDestination(ctx, connectionId, inbound, customer, messageId);
  if (!destination.number_id) {
    throw new DomainError('not_found', 'number_unknown', 'The number written to is not one of ours.');
  }
  if (!destination.is_new) return { duplicate: true };
  const line = { numberId: destination.number_id, customer };
  const keyword = readKeyword(inbound.text, {
    tollFree: destination.number_kind === 'toll_free',
    country: destination.number_country,
  });
  const asked = !destination.service_id && !destination.blocked;
  const target = asked ? await askDialplan(ctx, line, inbound.text) : null;
  if (destination.blocked || target?.kind === 'block') {
    await keepBlockedMessage(ctx, line, { id: messageId, body: inbound.text, keyword });
    return { duplicate: false };
  }

  const conversation = await upsertConversation(ctx, destination, { ...line, replyable }, inbound);
  let first: Brought | null = null;
  if (conversation.created) {
    await needSamePlace(ctx, conversation);
    await ensureOptOutRow(ctx, line);
    first = await bringFirstMembers(ctx, { ...conversation, target });
    conversation.participantCount = first.userIds.length;
  }
  const suspected = keyword === null && looksLikeOptOut(inbound.text, destination.number_country);
  const announced = { connectionId, conversation, messageId };
  const files = inbound.media.length > 0 ? await announceFiles(ctx, announced, inbound.media) : null;
  const stored = await storeInbound(ctx, conversation, messageId, { ...inbound, files, suspected });
  if (first?.hasGuests) await announceParticipants(ctx, toConversationShared(stored));
  if (!conversation.created && conversation.participantCount === 0) {
    await bringMembersBack(ctx, { ...conversation, target });
  }
  if (conversation.scheduledCount > 0) await cancelOnReply(ctx, conversation.id);
  await obeyKeyword(ctx, line, conversation.id, keyword, messageId);
  const reply = target?.kind === 'reply' ? target.text : null;
  await answerByRule(ctx, { conversation: stored, service: destination, keyword, text: inbound.text, reply });
  return { duplicate: false };
}

/** What the dialplan wants done with a text to an office number. */
async function askDialplan(ctx: VerbContext, line: Line, text: string): Promise<DialplanTarget | null> {
  const { rule } = await routeInbound(ctx, { ...line, text, at: ctx.now });
  return rule?.target ?? null;
}

/** One statement: claims the carrier's id, and finds where the message goes. */
async function findDestination(
  ctx: VerbContext,
  connectionId: string,
  inbound: InboundMessage,
  customer: string,
  messageId: string,
): Promise<Destination> {
  const found = await ctx.tx.execute<Destination>(sql`
    with claimed as (
      insert into provider_messages (organization_id, connection_id, provider_message_id, message_id)
      values (${ctx.organizationId}, ${connectionId}, ${inbound.providerMessageId}, ${messageId})
      on conflict do nothing returning message_id
    )
    select exists (select from claimed) as is_new, n.id as number_id, n.kind as number_kind,
           coalesce(n.country, '') as number_country, s.id as service_id, s.name as service_name,
           s.escalate_after_minutes, s.business_hours, s.away_text,
           exists (select from blocks b
             where b.organization_id = ${ctx.organizationId} and b.customer = ${customer}) as blocked
    from (values (${inbound.to})) as wanted (e164)
      left join numbers n on n.organization_id = ${ctx.organizationId} and n.e164 = wanted.e164
        and n.connection_id = ${connectionId}
      left join services s on s.organization_id = n.organization_id and s.number_id = n.id`);
  const row = found.rows[0];
  if (!row) throw new Error('a select without from-rows');
  return row;
}

async function upsertConversation(
  ctx: VerbContext,
  destination: Destination,
  line: Line & { replyable: boolean },
  inbound: InboundMessage,
): Promise<OwnRow & { created: boolean }> {
  const [row] = await preparedOn(ctx.tx, upsertStatement).execute({
    ...line,
    organizationId: ctx.organizationId,
    id: ctx.newId(),
    kind: destination.service_id ? 'service' : 'direct',
    serviceId: destination.service_id,
    now: ctx.now,
    previewText: previewOf(inbound.text),
    channel: inbound.media.length > 0 ? 'mms' : 'sms',
    mediaCount: inbound.media.length,
  });
  if (!row) throw new Error('an upsert returned no row');
  return row;
}

async function storeInbound(
  ctx: VerbContext,
  conversation: OwnRow,
  messageId: string,
  inbound: InboundMessage & { files: FileView[] | null; suspected: boolean },
): Promise<ConversationRow> {
  const counted = countSegments(inbound.text);
  const [stored] = await preparedOn(ctx.tx, storeStatement).execute({
    organizationId: ctx.organizationId,
    id: messageId,
    conversationId: conversation.id,
    inboxId: conversation.inboxId,
    numberId: conversation.numberId,
    customer: conversation.customer,
    seq: conversation.lastSeq,
    channel: conversation.previewChannel,
    body: inbound.text,
    segments: inbound.segments ?? counted.segments,
    encoding: counted.encoding,
    files: inbound.files && JSON.stringify(inbound.files),
    suspected: inbound.suspected ? 'opt_out' : null,
    now: ctx.now,
    providerTime: inbound.sentAt,
  });
  if (!stored) throw new Error('an insert returned no row');
  const { customerName, optedOut, blocked, ...message } = stored;
  const row = { ...conversation, customerName, optedOut, blocked };
  publishToReaders(ctx, conversation, {
    kind: 'message.stored',
    message: toMessageView(message),
    conversation: toConversationShared(row),
  });
  return row;
}

/** All who should hear a new conversation. Before its first message, whose news then counts them. */
async function bringFirstMembers(ctx: VerbContext, conversation: OwnRow & Routed): Promise<Brought> {
  const brought = await addStaticMembers(ctx, conversation);
  if (brought.userIds.length > 0) {
    await ctx.tx
      .update(conversations)
      .set({ participantCount: brought.userIds.length })
      .where(sql`organization_id = ${ctx.organizationId} and id = ${conversation.id}`);
  }
  return brought;
}

/** Everybody has left, and the customer writes: all who should hear it come back in (item 62). */
async function bringMembersBack(ctx: VerbContext, conversation: OwnRow & Routed): Promise<void> {
  const { userIds } = await addStaticMembers(ctx, conversation);
  if (userIds.length === 0) return;
  const line = await appendSystemLine(
    ctx,
    conversation.id,
    { kind: 'members_added', userIds },
    { participantCount: sql`participant_count + ${userIds.length}` },
  );
  await announceParticipants(ctx, line.conversation);
}
