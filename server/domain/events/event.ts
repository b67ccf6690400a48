import type { CallView } from '../calls/call';
import type { ConversationShared } from '../conversations/conversation';
import type { MessageView } from '../messages/message';
import type { NoticeReason } from '../notices/notice';
import type { ScheduledView } from '../scheduled/scheduled';
import type { Preferences } from '../settings/preferences';

/**
 * News for screens. Each carries what changed, so that a screen patches its cache and asks nothing.
 * `message.stored` says a message is new or changed; the reader's cache keeps the higher version.
 */
export type LiveEvent =
  | { kind: 'message.stored'; message: MessageView; conversation: ConversationShared }
  | { kind: 'conversation.changed'; conversation: ConversationShared }
  | {
      kind: 'participants.changed';
      conversationId: string;
      participantIds: string[];
      conversation: ConversationShared;
    }
  /** `back`: marked unread again, so that the mark went down. */
  | { kind: 'read.moved'; conversationId: string; lastReadSeq: number; back?: true }
  /** This reader's own part of a conversation changed: the mute switch, a mention. */
  | { kind: 'own.changed'; conversationId: string; muted?: boolean; mentionSeq?: number }
  | { kind: 'draft.saved'; conversationId: string; text: string; revision: number }
  /** Worth a sound to this user; it changes nothing that a screen holds. */
  | { kind: 'notice'; reason: NoticeReason; conversation: ConversationShared; messageId: string | null }
  /** All texts of a conversation that are to go out later, by their time. */
  | {
      kind: 'scheduled.changed';
      conversationId: string;
      scheduled: ScheduledView[];
      conversation: ConversationShared;
    }
  /** Ask for the snippets again. */
  | { kind: 'snippets.changed' }
  /** This reader's own, saved in another tab or browser. */
  | { kind: 'preferences.changed'; preferences: Preferences }
  /** A call of this reader's began, was answered or ended. */
  | { kind: 'call.changed'; call: CallView }
  | { kind: 'simulator.changed'; handsetId: string }
  /** This user's Services, role or licence changed: what they may see must be asked again. */
  | { kind: 'access.changed'; userId: string }
  /** Numbers, Services, people or connections changed: ask session.me again. */
  | { kind: 'settings.changed' };

/** Who may hear an event. `user`: only that user. `inbox`: whoever may see that inbox, and the conversation's guests. */
export type Audience =
  | { to: 'inbox'; inboxId: string; conversationId: string }
  | { to: 'user'; userId: string }
  | { to: 'organization' };
