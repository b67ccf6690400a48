import type { ConversationView } from '@/server/domain/conversations/conversation';
import { isFailure } from '@/server/domain/messages/status';
import { daysBetween } from '../shared/calendar-days';

/** Milliseconds in the units a person thinks in. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Waiting = { unit: 'minutes' | 'hours' | 'days'; count: number };

/** How long somebody has waited, in the largest unit that still says something; never zero. */
export function waitingSince(since: string, now: number): Waiting {
  const passed = Math.max(0, now - Date.parse(since));
  if (passed < HOUR) return { unit: 'minutes', count: Math.max(1, Math.floor(passed / MINUTE)) };
  if (passed < DAY) return { unit: 'hours', count: Math.floor(passed / HOUR) };
  return { unit: 'days', count: Math.floor(passed / DAY) };
}

export type RowTime = 'time' | 'yesterday' | 'weekday' | 'date';

/** How to name a moment in a list: by the clock today, then by the day, then by the date. */
export function rowTime(at: string, now: number, timeZone: string): RowTime {
  const days = daysBetween(Date.parse(at), now, timeZone);
  if (days <= 0) return 'time';
  if (days === 1) return 'yesterday';
  return days < 7 ? 'weekday' : 'date';
}

export interface RowPreview {
  /** `failed` and `unconfirmed` say what became of our last message instead of repeating it. */
  kind: 'text' | 'files' | 'failed' | 'unconfirmed' | 'none';
  /** Who of us wrote it; null for the customer and for what nobody wrote. */
  author: 'me' | 'colleague' | null;
}

/**
 * What the second line of a conversation tells. That our message did not go matters more than its words,
 * as long as nobody has dealt with it.
 */
export function rowPreview(
  { preview, failedCount }: Pick<ConversationView, 'preview' | 'failedCount'>,
  readerId: string,
): RowPreview {
  if (!preview) return { kind: 'none', author: null };
  const ours = preview.direction !== 'in' && preview.authorId !== null;
  const author = ours ? (preview.authorId === readerId ? 'me' : 'colleague') : null;
  if (failedCount > 0 && isFailure(preview.status)) {
    return { kind: preview.status === 'unknown' ? 'unconfirmed' : 'failed', author };
  }
  return { kind: preview.text === '' && preview.mediaCount > 0 ? 'files' : 'text', author };
}
