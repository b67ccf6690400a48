import type { Channel, Direction } from '../messages/message';
import type { MessageStatus } from '../messages/status';

export type ConversationKind = 'service' | 'direct';

/** `snoozed` opens again at a time or when the customer writes; `done` when the customer writes. */
export const CONVERSATION_STATES = ['open', 'snoozed', 'done'] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

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
  /** Who may see it: its Service's members, or those whose office number it is. The id of either. */
  inboxId: string;
  /** E.164, or a short code or alphanumeric sender, which cannot be answered (`replyable` is false). */
  customer: string;
  /** The contact's name if known; the screen falls back to the number (manual, item 77). */
  customerName: string | null;
  /** A name given by hand, which sticks (items 32, 36); null = the customer's name or number. */
  title: string | null;
  state: ConversationState;
  /** Null while snoozed: until the customer writes. */
  snoozedUntil: string | null;
  /** Its number has gone to another Service: it can only be read. */
  retired: boolean;
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
  /** Texts that are to go out later. */
  scheduledCount: number;
  /** Users who take part; 0 with a customer who waits is *Unattended*. */
  participantCount: number;
  labelIds: string[];
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
  /** The latest note that names this reader; 0 = none. */
  mentionSeq: number;
  /** This reader wants no sound and no unread mark from it. */
  muted: boolean;
}

export interface ConversationDetail extends ConversationView {
  participantIds: string[];
}
