import type { SendFault } from '@/server/domain/sending/send-fault';
import type { Carrier, OutboundMessage, WebhookRequest } from '../carrier';
import type { HttpLimits } from '../http-exchange';
import type { Answer, FaultScript } from './misbehaving-server';

/** Short enough that a carrier which never answers costs a test nothing. */
export const TEST_LIMITS: HttpLimits = { connectMs: 200, totalMs: 300, maxAnswerBytes: 64 * 1024 };

export interface ContractMessage {
  id: string;
  from: string;
  to: string;
  text: string;
}

/** One adapter with a stand-in of its carrier, which each adapter's tests build. */
export interface CarrierRig<Credentials> {
  /** Built with TEST_LIMITS. */
  carrier: Carrier<Credentials>;
  credentials: Credentials;
  /** The same account with a secret that the carrier does not know. */
  wrongCredentials: Credentials;
  /** The same account at another address. */
  credentialsAt(baseUrl: string): Credentials;
  /** What the stand-in has taken, oldest first. */
  accepted(): { from: string; to: string; text: string; statusUrl: string | null }[];
  script(faults: FaultScript): void;
  /** The carrier saying no to one message, in its own words. */
  refusal: Answer & { fault: SendFault };
  /** A provider message id as this carrier makes them. */
  newProviderId(): string;
  inbound(message: ContractMessage): WebhookRequest;
  receipt(receipt: {
    id: string;
    messageId: string;
    status: 'sent' | 'delivered' | 'undelivered';
  }): WebhookRequest;
  close(): Promise<void>;
}

export const MESSAGE_ID = '019aa000-0000-7000-8000-000000000001';
export const SMS: OutboundMessage = {
  messageId: MESSAGE_ID,
  from: '+14155550100',
  to: '+14155550123',
  text: 'Your parcel has arrived.',
  media: [],
  statusUrl: `https://waggle.test/api/webhooks/token/status?m=${MESSAGE_ID}`,
};
/** Letters outside GSM-7, a surrogate pair, a joined emoji, line breaks and what forms like to eat. */
export const TEXTS = [
  'Zażółć gęślą jaźń',
  '🐝 👨‍👩‍👧‍👦',
  'a\nb\r\nc',
  ' spaces  kept ',
  '100% & more=less + plus?',
  '№ 5 “quoted” — ok',
];
