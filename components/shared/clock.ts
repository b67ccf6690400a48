/**
 * The time of day in a list or under a message, "09:42". `hourCycle` and not `hour12: false`: with
 * that, English says "24:05" five minutes after midnight.
 */
export const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
