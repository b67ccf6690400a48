import { files } from '@/db/schema/media';
import { DomainError } from '@/server/domain/errors';
import type { FileView, WaitingFile } from '@/server/domain/media/file';

export const fileColumns = {
  id: files.id,
  name: files.name,
  contentType: files.contentType,
  bytes: files.bytes,
  width: files.width,
  height: files.height,
  alt: files.alt,
  state: files.state,
  fault: files.fault,
} satisfies Record<keyof FileView, unknown>;

export const waitingFileColumns = {
  ...fileColumns,
  text: files.text,
  originalBytes: files.originalBytes,
  shrunkFromId: files.shrunkFromId,
} satisfies Record<keyof WaitingFile, unknown>;

export function fileNotFound(): DomainError {
  return new DomainError('not_found', 'file_not_found', 'There is no such file.');
}
