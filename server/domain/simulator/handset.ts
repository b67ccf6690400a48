import type { FileView } from '../media/file';

/** How a virtual telephone behaves: each switch is something that real ones and their carriers do. */
export interface HandsetBehaviour {
  /** Its carrier never reports what became of a text. */
  noReceipts: boolean;
  /** Texts to it are sent and then reported as not delivered. */
  fails: boolean;
  /** Everything takes some seconds. */
  slow: boolean;
  /** It is no mobile: the carrier refuses texts to it. */
  landline: boolean;
  /** Its carrier repeats every webhook. */
  deliversTwice: boolean;
  /** "Delivered" is reported before "sent". */
  receiptsOutOfOrder: boolean;
  /** Its carrier answers 404 for the files it wrote, as long as this is on. */
  losesFiles: boolean;
  /** Its carrier calls its files something else than they are. */
  liesAboutTypes: boolean;
}

export const ORDINARY_BEHAVIOUR: HandsetBehaviour = {
  noReceipts: false,
  fails: false,
  slow: false,
  landline: false,
  deliversTwice: false,
  receiptsOutOfOrder: false,
  losesFiles: false,
  liesAboutTypes: false,
};

/** A virtual telephone as the simulator page shows it. */
export interface HandsetView {
  id: string;
  /** E.164. */
  number: string;
  name: string;
  behaviour: HandsetBehaviour;
}

/** A message on the handset's own screen. */
export interface HandsetMessageView {
  id: string;
  handsetId: string;
  /** As the person with the handset sees it. */
  direction: 'received' | 'written';
  /** Our number at the other end, E.164. */
  peer: string;
  /** May be empty when there are files. */
  text: string;
  /** As they came, unread by us; a received one is on its way at first. */
  files: FileView[];
  /** ISO 8601 in UTC. */
  at: string;
}

/** A line of the list of handsets. */
export interface HandsetSummary extends HandsetView {
  /** The number as people read it; made on the server, where the numbering plans are. */
  display: string;
  lastMessage: HandsetMessageView | null;
}

/** One of our numbers that handsets can write to. */
export interface ReachableNumber {
  /** E.164. */
  e164: string;
  /** As people read it. */
  display: string;
  /** Null for an office number. */
  service: { name: string; color: string } | null;
}

/** What the simulator page knows besides the screen of one handset. */
export interface SimulatedNetwork {
  /** Those that texted or were texted last come first. */
  handsets: HandsetSummary[];
  numbers: ReachableNumber[];
}
