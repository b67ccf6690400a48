import type { MessageView } from '@/server/domain/messages/message';
import { daysBetween } from '../shared/calendar-days';

/** What stands in a thread, from top to bottom. */
export interface ThreadDay {
  key: string;
  /** The first moment of it that is known. */
  at: string;
  lines: ThreadLine[];
}

export type ThreadLine =
  | { kind: 'new'; key: string }
  /** `joined`: the next one is by the same hand a moment later, so that only the last tells time and author. */
  | { kind: 'message'; key: string; message: MessageView; joined: boolean };

/** Messages by one hand within this time stand together. */
const TOGETHER_MS = 3 * 60_000;

/**
 * The lines of a thread by days, oldest first. Earlier pages change no key of what is shown.
 * @param messages newest first, as they are kept
 * @param newAfter where the reader had stopped: the divider stands behind this `seq`; null = no divider
 */
export function threadDays(
  messages: readonly MessageView[],
  newAfter: number | null,
  timeZone: string,
): ThreadDay[] {
  const days: ThreadDay[] = [];
  let divided = newAfter === null;
  for (let i = messages.length - 1; i >= 0; i -= 1) {
    const message = messages[i];
    if (!message) continue;
    const after = messages[i - 1];
    const key = `day ${daysBetween(0, Date.parse(message.createdAt), timeZone)}`;
    let day = days.at(-1);
    if (day?.key !== key) {
      day = { key, at: message.createdAt, lines: [] };
      days.push(day);
    }
    if (!divided && newAfter !== null && message.seq > newAfter) {
      // One's own messages are no news: the divider stands before the first that is.
      if (message.direction === 'in') {
        day.lines.push({ kind: 'new', key: 'new' });
        divided = true;
      }
    }
    day.lines.push({ kind: 'message', key: message.id, message, joined: standTogether(message, after) });
  }
  return days;
}

function standTogether(message: MessageView, next: MessageView | undefined): boolean {
  return (
    next !== undefined &&
    next.channel !== 'system' &&
    message.channel !== 'system' &&
    next.direction === message.direction &&
    next.authorId === message.authorId &&
    next.status === message.status &&
    Date.parse(next.createdAt) - Date.parse(message.createdAt) < TOGETHER_MS
  );
}
