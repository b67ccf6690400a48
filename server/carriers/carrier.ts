import type { z } from 'zod';
import type { CarrierFiles } from '@/server/domain/media/carrier-files';
import type { SendFault } from '@/server/domain/sending/send-fault';

/** The raw request as it came in: a signature is over these bytes, never over a parsed form. */
export interface WebhookRequest {
  method: string;
  /** The address the carrier called, built from PUBLIC_URL, path and query: what carriers sign. */
  url: string;
  headers: Readonly<Record<string, string | undefined>>;
  rawBody: Buffer;
}

/** A text, or the files of an MMS; then the text is empty (item 73). */
export interface OutboundMessage {
  /** Our message id (UUIDv7). It stands in the status callback's address, so that a receipt can settle a lost answer. */
  messageId: string;
  from: string;
  to: string;
  text: string;
  /** Files that the carrier fetches, each from an address made for this message. */
  media: { url: string; name: string; contentType: string }[];
  /** Where the carrier reports what became of it; already carries the message id. */
  statusUrl: string;
}

export interface InboundMessage {
  providerMessageId: string;
  /** E.164, or a short code or alphanumeric sender as the carrier gave it. */
  from: string;
  to: string;
  text: string;
  segments: number | null;
  media: { url: string; contentType: string }[];
  sentAt: Date | null;
}

export const RECEIPT_STATUSES = ['submitted', 'sent', 'delivered', 'undelivered', 'failed'] as const;
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number];

export interface Receipt {
  providerMessageId: string;
  /** Our own id from the callback's address (`?m=`), when the carrier kept it. */
  messageId: string | null;
  status: ReceiptStatus;
  fault: SendFault | null;
  /** The carrier's own code, kept as evidence and shown under "details". */
  carrierCode: string | null;
}

/**
 * What became of a hand-over (reliability: the classification table). The first two may be tried
 * again because the carrier surely has nothing; `unknown` never is: a person or a receipt decides.
 */
export type SendOutcome =
  | { kind: 'accepted'; providerMessageId: string; segments: number | null }
  | { kind: 'not_accepted'; retryAfterMs: number | null; detail: string }
  | { kind: 'unauthorized'; detail: string }
  | { kind: 'rejected'; fault: SendFault; carrierCode: string | null; detail: string }
  | { kind: 'unknown'; detail: string };

/** A message found in the carrier's own records, for settling an `unknown`. */
export interface SentRecord {
  providerMessageId: string;
  to: string;
  from: string;
  text: string;
  /** Its files; the text half of a message with files has none. */
  mediaCount: number;
  createdAt: Date;
  status: ReceiptStatus;
}

/** Where a carrier keeps the files of customers' messages. */
export interface MediaAccess {
  /** Its own origins: the only ones that are given the headers. */
  origins: readonly string[];
  headers: Readonly<Record<string, string>>;
}

export interface Carrier<Credentials = unknown> {
  readonly kind: string;
  readonly credentials: z.ZodType<Credentials>;
  /** What it takes of the files of one MMS (domain/media/carrier-files.ts). */
  readonly files: CarrierFiles;
  /** What to answer a webhook that was taken in. */
  readonly acknowledgement: { contentType: string; body: string };
  /** Hands over one SMS or MMS. Never throws for anything the carrier or the network does: that is an outcome. */
  send(credentials: Credentials, message: OutboundMessage): Promise<SendOutcome>;
  /** True when the request was surely made by this connection's carrier account. Constant time. */
  verifyWebhook(credentials: Credentials, request: WebhookRequest): boolean;
  /** Throws MalformedWebhook when the body is not what the carrier documents. */
  parseInbound(request: WebhookRequest): InboundMessage;
  parseReceipt(request: WebhookRequest): Receipt;
  /** How the files that parseInbound names are fetched. */
  mediaAccess(credentials: Credentials): MediaAccess;
  /** Looks for messages handed over around a time, to settle an `unknown`; null when the carrier offers no list. */
  findSent:
    | ((credentials: Credentials, query: { from: string; to: string; around: Date }) => Promise<SentRecord[]>)
    | null;
}

/** The signature was right but the body cannot be understood: it goes to quarantine, not to the bin. */
export class MalformedWebhook extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedWebhook';
  }
}
