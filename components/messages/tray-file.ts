import { uuidv7 } from 'uuidv7';
import { MMS_BUDGET, UPLOAD_LIMIT, type WaitingFile } from '@/server/domain/media/file';
import { FILE_REFUSALS } from '@/server/domain/media/file-refusals';

/** A file of a text box, from the moment it was chosen until it is sent. */
export interface TrayFile {
  id: string;
  name: string;
  bytes: number;
  /** The browser's word until the server has read the file. */
  contentType: string;
  /** `lost`: no answer came, it can be tried again. `refused`: the server does not take it. */
  state: 'waiting' | 'uploading' | 'shrinking' | 'ready' | 'lost' | 'refused';
  /** Of the upload, 0 to 1. */
  progress: number;
  /** Why it was refused, in a sentence. */
  reason: string | null;
  /** What a picture shows, in words. */
  alt: string;
  /** As it was chosen on this device; null on all others. */
  local: File | null;
  /** As the server has it. */
  stored: WaitingFile | null;
  /** What it was before it was shrunk, and can be again until it is sent. */
  original: WaitingFile | null;
}

/** A chosen one; what can never go says so at once. */
export function trayFile(local: File, hasRoom: boolean): TrayFile {
  const refusal = hasRoom ? refusalOf(local) : FILE_REFUSALS.too_many_waiting;
  return {
    id: uuidv7(),
    name: local.name,
    bytes: local.size,
    contentType: local.type,
    state: refusal === null ? 'waiting' : 'refused',
    progress: 0,
    reason: refusal,
    alt: '',
    local,
    stored: null,
    original: null,
  };
}

/** What can be said before a byte is sent. */
function refusalOf({ size, type }: File): string | null {
  if (size === 0) return FILE_REFUSALS.empty;
  if (size > UPLOAD_LIMIT) return FILE_REFUSALS.too_big;
  const canShrink = type.startsWith('image/') || type === '';
  return size > MMS_BUDGET && !canShrink ? FILE_REFUSALS.never_fits : null;
}

/** One that the server has. */
export function storedTrayFile(stored: WaitingFile): TrayFile {
  const { id, name, contentType, bytes, alt } = stored;
  return {
    ...{ id, name, contentType, bytes: bytes ?? 0, alt, stored },
    ...{ state: 'ready', progress: 1, reason: null, local: null, original: null },
  };
}

/** A picture that a smaller copy stands for has no place of its own. */
export function withoutOriginals(stored: readonly WaitingFile[], known: readonly TrayFile[]): WaitingFile[] {
  const behind = new Set(
    [...stored, ...known.flatMap((file) => file.stored ?? [])].map(({ shrunkFromId }) => shrunkFromId),
  );
  return stored.filter(({ id }) => !behind.has(id));
}

/** With what it was before it was shrunk, as far as that is known. */
export function withOriginal(file: TrayFile, stored: readonly WaitingFile[]): TrayFile {
  if (file.original || !file.stored?.shrunkFromId) return file;
  const original = stored.find(({ id }) => id === file.stored?.shrunkFromId);
  return original ? { ...file, original } : file;
}
