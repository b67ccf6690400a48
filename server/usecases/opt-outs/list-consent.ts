import { and, desc, eq } from 'drizzle-orm';
import { consentLog } from '@/db/schema/conversations';
import { messages } from '@/db/schema/messages';
import { numbers } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';
import type { ConsentEntry } from '@/server/domain/opt-outs/consent';
import { loadConversation } from '../conversations/load-conversation';

/** More than anybody says; a bound all the same. */
const MOST = 200;

/**
 * What the customer of a conversation said about being texted, to any of our numbers, the latest first. The message that
 * said so is named only where it stands in this conversation.
 */
export async function listConsent(
  ctx: VerbContext,
  { conversationId }: { conversationId: string },
): Promise<ConsentEntry[]> {
  const { customer } = await loadConversation(ctx, conversationId, 'conversation.read');
  const { organizationId } = ctx;
  const rows = await ctx.tx
    .select({
      id: consentLog.id,
      at: consentLog.at,
      kind: consentLog.kind,
      source: consentLog.source,
      e164: numbers.e164,
      recordedById: consentLog.recordedById,
      evidence: consentLog.evidence,
      messageSeq: messages.seq,
    })
    .from(consentLog)
    .leftJoin(numbers, and(eq(numbers.organizationId, organizationId), eq(numbers.id, consentLog.numberId)))
    .leftJoin(
      messages,
      and(
        eq(messages.organizationId, organizationId),
        eq(messages.id, consentLog.messageId),
        eq(messages.conversationId, conversationId),
      ),
    )
    .where(and(eq(consentLog.organizationId, organizationId), eq(consentLog.customer, customer)))
    .orderBy(desc(consentLog.at), desc(consentLog.id))
    .limit(MOST);
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
