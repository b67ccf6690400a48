/** Why a file is not taken. The sentences stand in domain/media/file-refusals.ts. */
import type { FileRefusal } from '@/server/domain/media/file-refusals';

/** The file itself is the reason; nothing of it was kept. */
export class MediaRefusal extends Error {
  readonly reason: FileRefusal;
  constructor(reason: FileRefusal) {
    super(reason);
    this.name = 'MediaRefusal';
    this.reason = reason;
  }
}
