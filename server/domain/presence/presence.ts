/** A tab says this often that it still looks; its word holds for twice as long (milliseconds). */
export const LOOK_AGAIN_MS = 15_000;
export const LOOK_HOLDS_MS = 30_000;
/** Somebody types for so long after their last word of it; a tab repeats itself before that. */
export const TYPING_HOLDS_MS = 6_000;
export const TYPING_AGAIN_MS = 4_000;

/** What one tab shows, and whether somebody types there. */
export interface Look {
  organizationId: number;
  /** Made by the tab, so that two tabs of one person are told apart. */
  tabId: string;
  userId: string;
  conversationId: string;
  /** The conversation's inbox, as the check of the reader's right found it. */
  inboxId: string;
  typing: boolean;
}

export interface PersonThere {
  userId: string;
  typing: boolean;
}

/** Everybody who looks at a conversation now; replaces what was said of it before. */
export interface PresenceNews {
  conversationId: string;
  people: PersonThere[];
}
