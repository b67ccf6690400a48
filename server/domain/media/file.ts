/** At most so many files in one MMS (item 71). */
export const MAX_FILES = 10;
/** File content of one MMS, in bytes: 3.5 MB read the safe way (item 72; design section 4). */
export const MMS_BUDGET = 3_500_000;
/** As many files as may wait in one text box: more than go, so that somebody can choose. */
export const MAX_WAITING = 30;
/** What may be uploaded: a telephone's photo is larger than an MMS, and can be shrunk to fit. Bytes. */
export const UPLOAD_LIMIT = 25_000_000;

/**
 * `fetching`: the customer sent it and the carrier still has it. `unavailable`: it could not be had, or must
 * not be kept; `fault` says why.
 */
export type FileState = 'fetching' | 'ready' | 'unavailable';

/** Why a file of a message is not here. `not_stored`: it came, and we could not store it; `expired`: its organization keeps files for some days only. */
export const FILE_FAULTS = [
  'not_found',
  'unreachable',
  'not_stored',
  'too_big',
  'type_not_taken',
  'damaged',
  'expired',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** One file of a message, as every screen, event and export sees it; its bytes are at /api/media/<id>. */
export interface FileView {
  id: string;
  /** As it was called, made safe to show and to save; never part of a path. */
  name: string;
  /** Read from its content, not from what was claimed; the carrier's word while it is being fetched. */
  contentType: string;
  /** Null while it is being fetched. */
  bytes: number | null;
  /** Of pictures, in pixels, so that nothing moves when they load. */
  width: number | null;
  height: number | null;
  /** What a picture shows, in words. */
  alt: string;
  state: FileState;
  fault: FileFault | null;
}

/** A file that waits in a text box, as its uploader sees it. */
export interface WaitingFile extends FileView {
  /** What a text file says; it goes as SMS (item 74). Null for all others. */
  text: string | null;
  /** As large as it was before it was shrunk; null when it was not. */
  originalBytes: number | null;
  /** The picture that this was made from; it waits, too, so that shrinking can be taken back. */
  shrunkFromId: string | null;
}
