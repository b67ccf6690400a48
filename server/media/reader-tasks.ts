import type { FileRefusal } from '@/server/domain/media/file-refusals';
import type { Picture } from './pictures';
import type { FileUse } from './read-type';

/** Paths are of the spool. */
export type ReaderTask =
  /** Says what a file is; a picture is written anew to `to`, and small to `thumbnail`. */
  | { kind: 'read'; use: FileUse; from: string; to: string; thumbnail: string }
  /** The picture made to fit into so many bytes, and small, likewise. */
  | { kind: 'shrink'; from: string; to: string; thumbnail: string; budget: number };

/** What was read: of a picture its new self, of anything else the file as it is. */
export type ReadFile =
  | { path: string; contentType: string; text: string | null }
  | (Picture & { thumbnail: string });

export type ReaderAnswer = { result: ReadFile } | { refusal: FileRefusal };
