import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskStorage } from './disk-storage';
import type { MediaStorage } from './storage';

/**
 * The storage that MEDIA_URL names: `file:///folder`, `s3://bucket/prefix?endpoint=…&region=…`, or, when it is not set, the
 * folder `media` of the state.
 * @returns `spoolDir`: where files are written while they come in; on the same file system as a disk storage
 */
export async function openStorage(
  mediaUrl: string | null,
  stateDir: string,
): Promise<{ storage: MediaStorage; spoolDir: string }> {
  const address = mediaUrl === null ? null : new URL(mediaUrl);
  if (address?.protocol === 's3:') {
    // The library is large, and most installations never need it.
    const { s3Storage } = await import('./s3-storage');
    return { storage: s3Storage(address), spoolDir: path.join(stateDir, 'spool') };
  }
  const root = address ? fileURLToPath(address) : path.join(stateDir, 'media');
  return { storage: diskStorage(root), spoolDir: path.join(root, '.spool') };
}
