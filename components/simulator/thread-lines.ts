import type { HandsetMessageView } from '@/server/domain/simulator/handset';

/** A text on the screen, maybe not yet with the simulated carrier. */
export interface ShownMessage extends HandsetMessageView {
  state: 'stored' | 'sending' | 'not_sent';
}

export type ThreadLine =
  | { kind: 'day'; key: string; at: string }
  /** `last`: the next one is by somebody else or much later, so the time stands under this one. */
  | { kind: 'message'; key: string; message: ShownMessage; last: boolean };

/** Texts closer together than this, by the same side, share one time. */
const TOGETHER_MS = 3 * 60_000;

/**
 * The lines of a thread, oldest first: its messages with a line where a new day begins.
 * @param dayOf names the day of a moment in the reader's time zone; equal for equal days
 */
export function threadLines(messages: readonly ShownMessage[], dayOf: (at: string) => string): ThreadLine[] {
  return messages.flatMap((message, i): ThreadLine[] => {
    const before = messages[i - 1];
    const after = messages[i + 1];
    const day = dayOf(message.at);
    const newDay = before === undefined || dayOf(before.at) !== day;
    const last =
      after === undefined ||
      after.direction !== message.direction ||
      dayOf(after.at) !== day ||
      Date.parse(after.at) - Date.parse(message.at) > TOGETHER_MS;
    return [
      ...(newDay ? [{ kind: 'day' as const, key: `day ${day}`, at: message.at }] : []),
      { kind: 'message', key: message.id, message, last },
    ];
  });
}
