export const CALL_STATES = ['ringing', 'answered', 'ended'] as const;
export type CallState = (typeof CALL_STATES)[number];

/** A call of one user, as their screen shows it. Times are ISO 8601 in UTC. */
export interface CallView {
  /** The telephone system's own id of the call. */
  id: string;
  direction: 'in' | 'out';
  /** The other side, E.164; null when it was withheld. */
  peer: string | null;
  /** The contact's name, if the other side is known. */
  peerName: string | null;
  state: CallState;
  startedAt: string;
  answeredAt: string | null;
}

/** A call whose end we were never told is shown no longer than this (hours). */
export const LONGEST_CALL_HOURS = 8;

/** What a user's screen holds after news of a call: the going ones, the latest first. */
export function applyCall(calls: readonly CallView[], call: CallView): CallView[] {
  const others = calls.filter(({ id }) => id !== call.id);
  const all = call.state === 'ended' ? others : [...others, call];
  return all.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}
