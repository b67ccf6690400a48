/** `escalate` and `wake` are about a conversation, `send` about a scheduled message. */
export const TIMER_KINDS = ['escalate', 'wake', 'send'] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];
