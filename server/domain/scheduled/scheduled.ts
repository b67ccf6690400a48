import type { FileView } from '../media/file';

/** A text, files or both that go out later, as everybody sees it who may see its conversation. */
export interface ScheduledView {
  /** Becomes the message's id. */
  id: string;
  conversationId: string;
  authorId: string;
  text: string;
  /** In the order in which they go. */
  files: FileView[];
  /** ISO 8601. */
  dueAt: string;
  /** It goes when the customer writes before. */
  cancelOnReply: boolean;
  /** Why it could not go out at its time, in a sentence; a person decides. */
  refused: string | null;
  version: number;
}
