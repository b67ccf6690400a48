import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { SendMessageInput } from '@/server/domain/messages/inputs';
import type { MessageView } from '@/server/domain/messages/message';
import { normaliseText } from '@/server/domain/messages/text';
import { isAgentStop } from '@/server/domain/opt-outs/agent-stop';
import { setBlocked } from '../conversations/block-customer';
import { loadConversation } from '../conversations/load-conversation';
import { takeFilesToSend } from '../media/files-to-send';
import { idInUse } from './append-message';
import { findMessage } from './find-message';
import { holdForColleague } from './hold-for-colleague';
import { clearDraft } from './save-draft';
import { storeOutgoing } from './store-outgoing';

/**
 * Sends a text, files or both to the conversation's customer (items 53, 54, 69 to 74): stores them as queued and
 * promises the hand-over. The caller's `id` makes it idempotent: the same id and text again answers with the first
 * message. The text STOP alone also blocks the customer, once `confirmBlock` says it is meant (item 37).
 * @throws DomainError not_found, forbidden; blocked (a reason of evaluateSend, or confirm_block_needed);
 *   conflict id_in_use when the id already names something else, teammate_answered when a colleague wrote
 *   what the writer had not seen (`seenSeq`)
 */
export async function sendMessage(ctx: VerbContext, input: SendMessageInput): Promise<MessageView> {
  const conversation = await loadConversation(ctx, input.conversationId, 'message.send', { lock: true });
  const text = normaliseText(input.text);
  const earlier = await findMessage(ctx, input.id);
  if (earlier) {
    // A text file sent alone left its own words.
    const sameText = earlier.body === text || (text === '' && input.files !== undefined);
    if (earlier.conversationId === conversation.id && sameText) return earlier;
    throw idInUse();
  }

  if (input.seenSeq !== undefined && !input.sendAnyway) {
    await holdForColleague(ctx, conversation.id, input.seenSeq);
  }
  const blocks = isAgentStop(text);
  if (blocks && !input.confirmBlock) {
    throw new DomainError(
      'blocked',
      'confirm_block_needed',
      'STOP tells this customer to stop, and blocks the number. Confirm that this is meant.',
    );
  }
  const files = await takeFilesToSend(ctx, conversation.id, input.files ?? []);
  const message = await storeOutgoing(ctx, conversation, { id: input.id, text, files, retryOf: null });
  await clearDraft(ctx, conversation.id);
  if (blocks) await setBlocked(ctx, conversation, true);
  return message;
}
