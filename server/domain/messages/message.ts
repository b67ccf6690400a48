import type { FileView } from '../media/file';
import type { MessageStatus } from './status';

export const CHANNELS = ['sms', 'mms', 'note', 'system'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `internal` is a note or a system line: it never leaves the house. */
export const DIRECTIONS = ['in', 'out', 'internal'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export type Encoding = 'GSM-7' | 'UCS-2';

/** What a system line says; the screen finds the sentence in its catalogue. */
export type SystemLine =
  | { kind: 'joined'; userId: string }
  | { kind: 'members_added'; userIds: string[] }
  | { kind: 'assigned'; userId: string | null }
  /** Everybody left it, or was left by it: `removed` names who was taken out by the line's author. */
  | { kind: 'left'; userId: string }
  | { kind: 'removed'; userId: string }
  | { kind: 'renamed'; title: string | null }
  /** `waitedSince`: since when the customer waited then; leaving `done` by hand restores it. */
  | { kind: 'done'; waitedSince: string | null }
  | { kind: 'reopened' }
  | { kind: 'snoozed'; until: string | null }
  | { kind: 'woken' }
  /** Nobody answered in time: the Service's manager was called in. */
  | { kind: 'escalated'; userId: string | null; minutes: number }
  | { kind: 'labelled'; labelIds: string[] }
  /** Files that were not sent, because the MMS had no room for them (item 72). */
  | { kind: 'files_dropped'; names: string[] }
  /** The number has gone to another Service, and this conversation can only be read; or it came back. */
  | { kind: 'retired'; serviceId: string | null }
  | { kind: 'revived' }
  | { kind: 'opted_out' }
  | { kind: 'opted_in' }
  | { kind: 'blocked' }
  | { kind: 'unblocked' };

/**
 * One message as every screen, event and export sees it. Times are ISO 8601 in UTC.
 * `version` rises with each change of the row, so that a late patch can never undo a newer one.
 */
export interface MessageView {
  id: string;
  conversationId: string;
  /** Place in the conversation, dense from 1. The only thing that sorts a thread. */
  seq: number;
  direction: Direction;
  channel: Channel;
  body: string;
  system: SystemLine | null;
  status: MessageStatus;
  /** A SendFault code (sending/send-fault.ts) when the message did not go; else null. */
  fault: string | null;
  segments: number;
  encoding: Encoding;
  /** In the sender's order: those of an MMS; the text file that an SMS was a piece of; what a customer sent. */
  files: FileView[];
  /** The id of the first message of those that were sent together: a text and its files (item 73). */
  groupId: string | null;
  /** The user who wrote it; null for the customer and for the house itself. */
  authorId: string | null;
  /** The failed or unconfirmed message that this one repeats. */
  retryOf: string | null;
  /** A failed or unconfirmed message that a person has dealt with: repeated, or left as it is. */
  settled: boolean;
  /** Sent by a rule of the house: an answer outside the hours, to HELP, of the dialplan. */
  automatic: boolean;
  /** The customer's words look like an opt-out, and nobody has said yet whether they are. */
  suspected: 'opt_out' | null;
  createdAt: string;
  sentAt: string | null;
  deliveredAt: string | null;
  version: number;
}
