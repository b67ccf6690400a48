import * as z from 'zod';
import { textField } from '../input-fields';

/** E.164, or a sender that cannot be answered. */
const senderField = textField(20).min(1);

/** Customers of one page of the block log. */
export const BLOCK_LOG_PAGE = 50;

/** One blocked customer. Times are ISO 8601. */
export interface BlockedCustomer {
  /** E.164, or a sender that cannot be answered. */
  customer: string;
  name: string | null;
  blockedAt: string;
  blockedById: string | null;
  /** Messages that they wrote since. */
  written: number;
  /** The conversation that the reader may see, from which the block can be lifted. */
  conversationId: string;
}

export interface BlockedMessage {
  id: string;
  /** Our number that it was written to. */
  to: string;
  body: string;
  at: string;
}

export const blockedInput = z.strictObject({
  /** The last line of the page before. */
  after: z.strictObject({ blockedAt: z.iso.datetime(), customer: senderField }).optional(),
});
export type BlockedInput = z.output<typeof blockedInput>;

export const blockedMessagesInput = z.strictObject({ customer: senderField });
export type BlockedMessagesInput = z.output<typeof blockedMessagesInput>;
