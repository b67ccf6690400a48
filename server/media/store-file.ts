import { safeFileName } from '@/server/domain/media/file-name';
import { fileTypeOf } from '@/server/domain/media/file-types';
import type { MediaTools } from './ingest';
import type { ReadFile } from './reader-tasks';
import type { Spooled } from './spool';
import { storageKey, thumbnailKey } from './storage';

/** Where the file will belong. */
export interface FilePlace {
  organizationId: number;
  /** The file's id. */
  id: string;
  /** As somebody called it. */
  name: string;
}

/** A file that is stored under its id; its row is still to be written. */
export interface StoredFile {
  name: string;
  contentType: string;
  bytes: number;
  /** Of what came, before a picture was written anew: the same upload again has the same. */
  sha256: string;
  width: number | null;
  height: number | null;
  /** What a text file says; null for all others. */
  text: string | null;
}

/** Puts a file that was read, and a picture's small copy, under its id. The file itself last: who finds it finds all. */
export async function storeFile(
  { storage }: MediaTools,
  { organizationId, id, name }: FilePlace,
  spooled: Spooled,
  read: ReadFile,
): Promise<StoredFile> {
  const picture = 'width' in read ? read : null;
  if (picture) await storage.put(thumbnailKey(organizationId, id), picture.thumbnail, 'image/webp');
  await storage.put(storageKey(organizationId, id), read.path, read.contentType);
  return {
    name: safeFileName(name, fileTypeOf(read.contentType)?.extensions[0] ?? 'bin'),
    contentType: read.contentType,
    bytes: picture?.bytes ?? spooled.bytes,
    sha256: spooled.sha256,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    text: 'text' in read ? read.text : null,
  };
}
