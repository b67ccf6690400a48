import type { Encoding } from './message';
import type { MessageStatus } from './status';

/** One try to send a text: a message, or one that repeats it. Times are ISO 8601. */
export interface Attempt {
  messageId: string;
  authorId: string | null;
  createdAt: string;
  status: MessageStatus;
  /** A SendFault code; null when it did not fail. */
  fault: string | null;
  /** What the carrier itself calls the fault, for who asks the carrier. */
  carrierCode: string | null;
  segments: number;
  encoding: Encoding;
  /** Each time it was given to the carrier. `outcome`: a SendOutcome kind; null while nobody knows. */
  handOvers: { at: string; outcome: string | null }[];
  /** What the carrier reported afterwards. */
  receipts: { at: string; status: MessageStatus; fault: string | null; carrierCode: string | null }[];
  /** The carrier took it, and has never sent a receipt for any message: none is to be waited for. */
  receiptless: boolean;
}
