import type { SendFault } from '../sending/send-fault';

/** What the simulated carrier says and hears; carriers/simulator/protocol checks it at the doors. */

/** A message from one of our numbers. */
export interface SimulatedMessage {
  /** Our message's id. */
  messageId: string;
  from: string;
  to: string;
  text: string;
  /** Files of an MMS: fetched after the message was taken, as carriers do. */
  media: { url: string; name: string; contentType: string }[];
  /** Where to report what became of it. */
  statusUrl: string;
}

/** A message from a handset. Its files get their addresses when it is posted. */
export interface SimulatedInbound {
  type: 'inbound';
  /** The simulated carrier's id of it. */
  id: string;
  from: string;
  to: string;
  text: string;
  media: { fileId: string; name: string; contentType: string }[];
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

/** A file of a message that was taken, which the simulated carrier still has to fetch for the handset. */
export interface SimulatedFetch {
  type: 'fetch';
  fileId: string;
  name: string;
  contentType: string;
}
