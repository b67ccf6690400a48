import type { ConversationShared } from '../conversations/conversation';
import type { LiveEvent } from '../events/event';
import type { NoticeReason } from '../notices/notice';
import type { NotificationKind } from '../settings/notification-kinds';
import type { Preferences } from '../settings/preferences';
import { isQuiet } from '../settings/quiet-hours';

/** The user whom an event reaches, at the moment it does. */
export interface Reached {
  userId: string;
  preferences: Pick<Preferences, 'notifications' | 'quietHours'>;
  /** The reader's own part of the conversation; null = not known here. */
  own: { takesPart: boolean; muted: boolean } | null;
  /** Milliseconds since 1970. */
  now: number;
  /** Minute of the user's day, 0 to 1,439. */
  minute: number;
  /** The conversation before this user's eyes; null = none. */
  lookingAt: string | null;
}

export interface Notification {
  kind: NotificationKind;
  conversationId: string;
  sound: boolean;
  browser: boolean;
}

/** A computer that wakes up is told the news of the night: not by a sound for each (ms; clocks differ too). */
const STALE_MS = 15 * 60_000;

const KIND_OF_NOTICE: Record<NoticeReason, NotificationKind> = {
  mentioned: 'mentioned',
  assigned: 'assigned',
  escalated: 'escalated',
  unattended: 'escalated',
  scheduled_refused: 'failed',
};

/** What an event could be to a user, before their likes are asked; null = nothing to be told of. */
export function notificationKind(
  event: LiveEvent,
  userId: string,
): { kind: NotificationKind; conversation: ConversationShared } | null {
  if (event.kind === 'notice') {
    return { kind: KIND_OF_NOTICE[event.reason], conversation: event.conversation };
  }
  if (event.kind !== 'message.stored') return null;
  const { message, conversation } = event;
  if (message.direction === 'in') {
    // Later versions tell of files or marks, not of a new message.
    if (message.version !== 1 || conversation.blocked) return null;
    if (conversation.assigneeId === userId) return { kind: 'mine', conversation };
    return conversation.assigneeId === null ? { kind: 'unassigned', conversation } : null;
  }
  const didNotGo = message.status === 'failed' || message.status === 'undelivered';
  return didNotGo && !message.settled && message.authorId === userId
    ? { kind: 'failed', conversation }
    : null;
}

/**
 * Whether a user hears or sees a sign of an event outside of the page; null when they do not. Quiet hours, a
 * muted conversation and one that is in sight give none. What nobody has reaches only who is known to take part.
 */
export function shouldNotify(event: LiveEvent, me: Reached): Notification | null {
  const found = notificationKind(event, me.userId);
  if (!found) return null;
  const { kind, conversation } = found;
  if (me.now - Date.parse(conversation.lastMessageAt) > STALE_MS && kind !== 'failed') return null;
  if (conversation.id === me.lookingAt || me.own?.muted) return null;
  if (kind === 'unassigned' && !me.own?.takesPart) return null;
  if (isQuiet(me.preferences.quietHours, me.minute)) return null;
  const { sound, browser } = me.preferences.notifications[kind];
  return sound || browser ? { kind, conversationId: conversation.id, sound, browser } : null;
}
