import type { VerbContext } from '@/server/context';
import type { Keyword } from '@/server/domain/opt-outs/keywords';
import { appendSystemLine } from '../messages/append-message';
import { ensureOptOutRow, setOptOut } from './set-opt-out';

/**
 * Does what a customer's STOP or START asks, and says so in the conversation.
 * @param conversationId locked by the caller; null when a blocked customer has no conversation with this
 *   number: their word counts all the same, the block may be lifted one day
 */
export async function obeyKeyword(
  ctx: VerbContext,
  line: { numberId: string; customer: string },
  conversationId: string | null,
  keyword: Keyword | null,
  messageId: string,
): Promise<void> {
  if (keyword !== 'stop' && keyword !== 'start') return;
  const optedOut = keyword === 'stop';
  if (!conversationId) await ensureOptOutRow(ctx, line);
  if ((await setOptOut(ctx, line, optedOut, { source: 'keyword', messageId })) && conversationId) {
    await appendSystemLine(ctx, conversationId, { kind: optedOut ? 'opted_out' : 'opted_in' });
  }
}
