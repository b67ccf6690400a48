import { and, desc, eq } from 'drizzle-orm';
import { consentLog } from '@/db/schema/conversations';
import { numbers } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { type ConsentSource, type RecordConsentInput, whyNotOptIn } from '@/server/domain/opt-outs/consent';
import type { ConversationRow } from '../conversations/conversation-projection';
import { loadConversation } from '../conversations/load-conversation';
import { appendSystemLine } from '../messages/append-message';
import { ensureOptOutRow, logConsent, setOptOut } from './set-opt-out';

/**
 * Writes down what a customer said elsewhere about being texted, with where and how. The same id again, and an opt-out
 * of somebody who is opted out, change nothing.
 * @throws DomainError not_found; blocked supervisor_needed, network_holds_opt_out
 */
export async function recordConsent(ctx: VerbContext, input: RecordConsentInput): Promise<void> {
  const { id, conversationId, kind, evidence: words } = input;
  const conversation = await loadConversation(ctx, conversationId, 'customer.block', { lock: true });
  const evidence = { source: 'agent', words } as const;
  if (kind === 'consent_given') {
    if (!(await isLogged(ctx, id))) await logConsent(ctx, conversation, kind, evidence, id);
    return;
  }
  if (kind === 'opted_in') await mayOptIn(ctx, conversation);
  await ensureOptOutRow(ctx, conversation);
  if (await setOptOut(ctx, conversation, kind === 'opted_out', evidence)) {
    await appendSystemLine(ctx, conversation.id, { kind });
  }
}

async function mayOptIn(ctx: VerbContext, conversation: ConversationRow): Promise<void> {
  const [number] = await ctx.tx
    .select({ kind: numbers.kind })
    .from(numbers)
    .where(and(eq(numbers.organizationId, ctx.organizationId), eq(numbers.id, conversation.numberId)));
  const refusal = whyNotOptIn({
    role: ctx.actor.kind === 'user' ? ctx.actor.role : null,
    numberKind: number?.kind ?? 'local',
    optedOutBy: conversation.optedOut ? await sourceOfOptOut(ctx, conversation) : null,
  });
  if (refusal) throw new DomainError('blocked', refusal.reason, refusal.message);
}

/** Who opted the customer out; where nothing is written down they did it themselves. */
async function sourceOfOptOut(
  ctx: VerbContext,
  { numberId, customer }: ConversationRow,
): Promise<ConsentSource> {
  const [latest] = await ctx.tx
    .select({ source: consentLog.source })
    .from(consentLog)
    .where(
      and(
        eq(consentLog.organizationId, ctx.organizationId),
        eq(consentLog.customer, customer),
        eq(consentLog.numberId, numberId),
        eq(consentLog.kind, 'opted_out'),
      ),
    )
    .orderBy(desc(consentLog.at), desc(consentLog.id))
    .limit(1);
  return latest?.source ?? 'keyword';
}

async function isLogged(ctx: VerbContext, id: string): Promise<boolean> {
  const found = await ctx.tx
    .select({ id: consentLog.id })
    .from(consentLog)
    .where(and(eq(consentLog.organizationId, ctx.organizationId), eq(consentLog.id, id)));
  return found.length > 0;
}
