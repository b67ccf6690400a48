import { UPLOAD_LIMIT } from '@/server/domain/media/file';
import type { MediaTools } from './ingest';
import { storageKey } from './storage';
import { type FilePlace, type StoredFile, storeFile } from './store-file';

/** A PNG written anew can be larger than what was uploaded. Bytes. */
const STORED_LIMIT = 4 * UPLOAD_LIMIT;

/**
 * Makes a stored picture fit into `budget` bytes, as a new file: the old one stays until it is removed, so that the
 * agent can compare and change their mind.
 * @throws MediaRefusal animated, cannot_shrink; NoSuchMedia
 */
export async function shrinkStored(
  tools: MediaTools,
  from: Pick<FilePlace, 'organizationId' | 'id'>,
  to: FilePlace,
  budget: number,
): Promise<StoredFile> {
  const large = await tools.storage.open(storageKey(from.organizationId, from.id));
  const spooled = await tools.spool.take(large, STORED_LIMIT);
  return tools.spool.working([spooled.path], async (smaller, thumbnail) => {
    const read = await tools.reader.shrink({ from: spooled.path, to: smaller, thumbnail, budget });
    return storeFile(tools, to, spooled, read);
  });
}
