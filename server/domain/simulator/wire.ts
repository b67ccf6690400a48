import type { SendFault } from '../sending/send-fault';

/** What the simulated carrier says and hears; carriers/simulator/protocol checks it at the doors. */

/** A text from one of our numbers. */
export interface SimulatedSms {
  /** Our message's id. */
  messageId: string;
  from: string;
  to: string;
  text: string;
  /** Where to report what became of it. */
  statusUrl: string;
}

/** A text from a handset. */
export interface SimulatedInbound {
  type: 'inbound';
  /** The simulated carrier's id of it. */
  id: string;
  from: string;
  to: string;
  text: string;
  /** ISO 8601 in UTC. */
  sentAt: string;
}

export interface SimulatedReceipt {
  type: 'receipt';
  /** The simulated carrier's id of the text that is reported on. */
  id: string;
  /** Our message's id. */
  messageId: string;
  status: 'sent' | 'delivered' | 'undelivered';
  fault?: SendFault;
}
