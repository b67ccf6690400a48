export const CALL_STATES = ['ringing', 'answered', 'ended'] as const;
export type CallState = (typeof CALL_STATES)[number];

/** A call of one user, as their screen shows it. Times are ISO 8601 in UTC. */
export interface CallView {
  id: string;
  direction: 'in' | 'out';
  /** The other side, E.164; null when it was withheld. */
  peer: string | null;
  state: CallState;
  startedAt: string;
  answeredAt: string | null;
}
