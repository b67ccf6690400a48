import type { Readable } from 'node:stream';
import { UPLOAD_LIMIT } from '@/server/domain/media/file';
import { storableText } from '@/server/domain/messages/storable-text';
import type { MediaTools } from './ingest';
import { MediaRefusal } from './media-refusal';
import { storageKey, thumbnailKey } from './storage';
import type { FilePlace, StoredFile } from './store-file';

/** A type by its shape, so that it can stand in a header; anything else is nothing that is known. */
const TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,80}$/;

/**
 * Keeps a file byte for byte, of whatever kind: what lies on a virtual telephone is as a real one has it, harmful or not.
 * It is read only to show a picture's small copy, which is drawn anew; without one (`width` null) it is for saving only.
 * The product, when it fetches it, trusts nothing of this.
 * @throws MediaRefusal too_big
 */
export async function keepRaw(
  { storage, spool, reader }: MediaTools,
  stream: Readable,
  { organizationId, id, name }: FilePlace,
  claimedType: string,
): Promise<StoredFile> {
  const { path, bytes, sha256 } = await spool.take(stream, UPLOAD_LIMIT);
  const contentType = TYPE.test(claimedType.toLowerCase())
    ? claimedType.toLowerCase()
    : 'application/octet-stream';
  return spool.working([path], async (renewed, thumbnail) => {
    const read = await reader
      .read({ use: 'keep', from: path, to: renewed, thumbnail })
      .catch((error: unknown) => {
        if (error instanceof MediaRefusal) return null;
        throw error;
      });
    const picture = read !== null && 'width' in read ? read : null;
    if (picture) await storage.put(thumbnailKey(organizationId, id), picture.thumbnail, 'image/webp');
    await storage.put(storageKey(organizationId, id), path, contentType);
    const { width = null, height = null } = picture ?? {};
    return { name: storableText(name) || 'file', contentType, bytes, sha256, width, height, text: null };
  });
}
