import type { MessageView } from '@/server/domain/messages/message';
import { isFailure } from '@/server/domain/messages/status';
import { daysBetween } from '../shared/calendar-days';

/** What stands in a thread under the name of a day, from top to bottom. */
export type ThreadLine =
  | { kind: 'new' }
  /** `joined`: the next one is by the same hand a moment later, so that only the last tells time and author.
   * `grouped`: the next one was sent with it. */
  | { kind: 'message'; message: MessageView; joined: boolean; grouped: boolean }
  /** Several of the house's own lines in a row: shown as one until somebody wants to read them. */
  | { kind: 'events'; messages: MessageView[] };

export interface ThreadDay {
  /** Days since 1970: stays the same when earlier messages of the day are loaded. */
  day: number;
  /** The first message's time. */
  at: string;
  lines: ThreadLine[];
}

/** Messages by one hand within this time stand together. */
const TOGETHER_MS = 3 * 60_000;
/** More of the house's own lines than this in a row push the customer's words out of sight. */
const EVENTS_SHOWN = 3;

/**
 * The days of a thread and what they hold, oldest first.
 * @param messages newest first, as they are kept
 * @param newAfter where the reader had stopped: the divider stands behind this `seq`; null = no divider
 */
export function threadDays(
  messages: readonly MessageView[],
  newAfter: number | null,
  timeZone: string,
): ThreadDay[] {
  const days: ThreadDay[] = [];
  const firstNew = newAfter === null ? undefined : messages.findLast((message) => isNews(message, newAfter));
  for (const [i, message] of [...messages.entries()].reverse()) {
    const day = daysBetween(0, Date.parse(message.createdAt), timeZone);
    let current = days.at(-1);
    if (current?.day !== day) {
      current = { day, at: message.createdAt, lines: [] };
      days.push(current);
    }
    if (message === firstNew) current.lines.push({ kind: 'new' });
    const next = messages[i - 1];
    const grouped = message.groupId !== null && message.groupId === next?.groupId;
    current.lines.push({
      kind: 'message',
      message,
      joined: !grouped && standTogether(message, next),
      grouped,
    });
  }
  for (const day of days) day.lines = foldEvents(day.lines);
  return days;
}

/** Puts long rows of the house's own lines together; a marker of a case's end stays in sight. */
function foldEvents(lines: readonly ThreadLine[]): ThreadLine[] {
  const folded: ThreadLine[] = [];
  let row: MessageView[] = [];
  const close = () => {
    if (row.length > EVENTS_SHOWN) folded.push({ kind: 'events', messages: row });
    else
      folded.push(
        ...row.map((message) => ({ kind: 'message' as const, message, joined: false, grouped: false })),
      );
    row = [];
  };
  for (const line of lines) {
    if (
      line.kind === 'message' &&
      line.message.channel === 'system' &&
      line.message.system?.kind !== 'done'
    ) {
      row.push(line.message);
      continue;
    }
    close();
    folded.push(line);
  }
  close();
  return folded;
}

/** One's own messages are no news: the divider stands before the first that is. */
function isNews(message: MessageView, readTo: number): boolean {
  return message.seq > readTo && message.direction === 'in';
}

function standTogether(message: MessageView, next: MessageView | undefined): boolean {
  return (
    next !== undefined &&
    next.channel !== 'system' &&
    message.channel !== 'system' &&
    next.direction === message.direction &&
    next.authorId === message.authorId &&
    next.status === message.status &&
    // Each failure tells its own reason and its own ways out.
    !isFailure(message.status) &&
    Date.parse(next.createdAt) - Date.parse(message.createdAt) < TOGETHER_MS
  );
}
