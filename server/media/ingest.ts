import type { Readable } from 'node:stream';
import { UPLOAD_LIMIT } from '@/server/domain/media/file';
import type { FileReader } from './file-reader';
import { MediaRefusal } from './media-refusal';
import type { FileUse } from './read-type';
import type { Spool } from './spool';
import type { MediaStorage } from './storage';
import { type FilePlace, type StoredFile, storeFile } from './store-file';

export interface MediaTools {
  storage: MediaStorage;
  spool: Spool;
  reader: FileReader;
}

/**
 * Takes one file in, whoever brings it: browser, carrier, API. Counted and hashed while it comes, read in a process of its
 * own, a picture written anew, then stored. Memory stays flat whatever its size.
 * @param use limits of what is sent are not limits of what is received, but for the bytes
 * @throws MediaRefusal when it is not taken; nothing of it is left then
 */
export async function ingest(
  tools: MediaTools,
  stream: Readable,
  place: FilePlace,
  use: FileUse = 'send',
): Promise<StoredFile> {
  const spooled = await tools.spool.take(stream, UPLOAD_LIMIT);
  return tools.spool.working([spooled.path], async (to, thumbnail) => {
    if (spooled.bytes === 0) throw new MediaRefusal('empty');
    const read = await tools.reader.read({ use, from: spooled.path, to, thumbnail });
    return storeFile(tools, place, spooled, read);
  });
}
