import type { Channel, Direction } from '../messages/message';
import type { MessageStatus } from '../messages/status';

export type ConversationKind = 'service' | 'direct';

export interface ConversationPreview {
  text: string;
  direction: Direction;
  channel: Channel;
  status: MessageStatus;
  authorId: string | null;
  mediaCount: number;
}

/** What everybody who may see the conversation sees alike: the part that events carry. */
export interface ConversationShared {
  id: string;
  kind: ConversationKind;
  numberId: string;
  serviceId: string | null;
  /** E.164, or a short code or alphanumeric sender, which cannot be answered (`replyable` is false). */
  customer: string;
  /** The contact's name if known; the screen falls back to the number (manual, item 77). */
  customerName: string | null;
  replyable: boolean;
  assigneeId: string | null;
  lastSeq: number;
  lastMessageAt: string;
  preview: ConversationPreview | null;
  /** Since when the customer waits for an answer; null when nobody waits. Only a reply clears it. */
  needsReplySince: string | null;
  /** Messages that did not go and were not repeated. */
  failedCount: number;
  /** True after the first sent message: the tag "SMS" (manual, item 57). */
  hasSms: boolean;
  optedOut: boolean;
  blocked: boolean;
  createdAt: string;
  version: number;
}

/** A conversation as one reader sees it. Unread = lastSeq - lastReadSeq. */
export interface ConversationView extends ConversationShared {
  lastReadSeq: number;
  /** True when this reader left an unsent text in it. */
  hasDraft: boolean;
}

export interface ConversationDetail extends ConversationView {
  participantIds: string[];
}
