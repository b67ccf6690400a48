import type { ConversationShared, ConversationView } from '../conversations/conversation';
import type { MessageView } from '../messages/message';
import type { LiveEvent } from './event';

/**
 * A list row after an event: the same object when nothing of it changed, so that a screen draws only
 * what did. A conversation's version decides what is newer, so that late, repeated and foreign events do no harm.
 */
export function applyToConversation(row: ConversationView, event: LiveEvent): ConversationView {
  switch (event.kind) {
    case 'message.stored':
    case 'conversation.changed':
    case 'participants.changed':
    case 'scheduled.changed':
      return mergeShared(row, event.conversation);
    case 'read.moved':
      return event.conversationId === row.id &&
        (event.lastReadSeq > row.lastReadSeq || (event.back && event.lastReadSeq < row.lastReadSeq))
        ? { ...row, lastReadSeq: event.lastReadSeq }
        : row;
    case 'own.changed': {
      const { muted = row.muted, mentionSeq = row.mentionSeq } = event;
      const same = muted === row.muted && mentionSeq === row.mentionSeq;
      return event.conversationId !== row.id || same ? row : { ...row, muted, mentionSeq };
    }
    case 'draft.saved': {
      const hasDraft = event.text !== '';
      return event.conversationId === row.id && hasDraft !== row.hasDraft ? { ...row, hasDraft } : row;
    }
    case 'notice':
    case 'call.changed':
    case 'snippets.changed':
    case 'preferences.changed':
    case 'simulator.changed':
    case 'access.changed':
    case 'settings.changed':
      return row;
  }
}

/** What all readers share, in place of an older copy; what is this reader's own stays. */
export function mergeShared<Row extends ConversationShared>(row: Row, shared: ConversationShared): Row {
  return shared.id === row.id && shared.version > row.version ? { ...row, ...shared } : row;
}

/**
 * A thread's loaded messages after an event; the same array when nothing of it changed.
 * @param messages newest first by `seq`, without gaps: the newest part of the thread. A bubble shown
 *   before the server answered has `version` 0 and is replaced by the stored message of the same id
 */
export function applyToMessages(
  messages: readonly MessageView[],
  event: LiveEvent,
  conversationId: string,
): readonly MessageView[] {
  if (event.kind !== 'message.stored' || event.message.conversationId !== conversationId) return messages;
  return placeMessage(messages, event.message);
}

/** The rule of applyToMessages for one message, however it came: an event or the answer to a send. */
export function placeMessage(messages: readonly MessageView[], message: MessageView): readonly MessageView[] {
  const known = messages.find(({ id }) => id === message.id);
  if (known && known.version >= message.version) return messages;
  if (isOlderThanLoaded(messages, message)) return messages;
  const others = messages.filter(({ id }) => id !== message.id);
  const place = others.findIndex(({ seq }) => seq < message.seq);
  return others.toSpliced(place === -1 ? others.length : place, 0, message);
}

/** Such a message comes with its page when somebody scrolls up; put in now, it would stand beside a gap. */
function isOlderThanLoaded(messages: readonly MessageView[], message: MessageView): boolean {
  const oldest = messages.findLast(({ version }) => version > 0);
  return oldest !== undefined && message.seq < oldest.seq;
}
