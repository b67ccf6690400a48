import { type Box, inOrganization } from '@/server/context';
import type { MediaTools } from '@/server/media/ingest';
import { readStorageKey, type StorageKey, storageKey, thumbnailKey } from '@/server/media/storage';
import { findExpiredFiles, markFileExpired } from '@/server/usecases/media/expire-files';
import { forgetUnsentFiles, knownFiles } from '@/server/usecases/media/sweep-files';
import { listOrganizations } from '@/server/usecases/organizations/find-organization';

/** Bytes come before their row: an upload under way has none yet, but none takes a day. Milliseconds. */
const YOUNG_MS = 24 * 3_600_000;
const ACTOR = { kind: 'job' } as const;
/** Names asked for at once. */
const BATCH = 500;

/**
 * Takes away what nobody will ask for, or should have any longer: uploads that were not sent for a day, files older than
 * their organization keeps any, bytes that no row knows, and what a crash left in the spool. The bytes of a row that exists stay, and so do those of organizations that this database does not
 * know: a storage that was opened with a wrong database must not be emptied. Two sweeps at once do no harm.
 * @returns how many things were stored that no row knew
 */
export async function sweepFiles(
  box: Box,
  { storage, spool }: Pick<MediaTools, 'storage' | 'spool'>,
): Promise<number> {
  const organizations = await listOrganizations(box.database);
  for (const { id } of organizations) {
    await inOrganization(box, id, ACTOR, forgetUnsentFiles);
    await expireFiles(box, storage, id);
  }
  const old = box.clock().getTime() - YOUNG_MS;
  const waiting = new Map<number, StorageKey[]>(organizations.map(({ id }) => [id, []]));
  let removed = 0;
  for await (const { key, storedAt } of storage.keys()) {
    const { organizationId } = readStorageKey(key);
    const batch = waiting.get(organizationId);
    if (!batch || storedAt.getTime() >= old) continue;
    batch.push(key);
    if (batch.length === BATCH) removed += await removeUnknown(box, storage, organizationId, batch.splice(0));
  }
  for (const [id, batch] of waiting) removed += await removeUnknown(box, storage, id, batch);
  await spool.sweep(box.clock());
  return removed;
}

/** The bytes go first: after a crash the file is found again, and removed once more. */
async function expireFiles(box: Box, storage: MediaTools['storage'], organizationId: number): Promise<void> {
  for (;;) {
    const ids = await inOrganization(box, organizationId, ACTOR, (ctx) => findExpiredFiles(ctx, BATCH));
    if (ids.length === 0) return;
    for (const id of ids) {
      await storage.remove(storageKey(organizationId, id));
      await storage.remove(thumbnailKey(organizationId, id));
      await inOrganization(box, organizationId, ACTOR, (ctx) => markFileExpired(ctx, id));
    }
  }
}

async function removeUnknown(
  { database }: Box,
  storage: MediaTools['storage'],
  organizationId: number,
  keys: readonly StorageKey[],
): Promise<number> {
  if (keys.length === 0) return 0;
  const fileIdOf = (key: StorageKey) => readStorageKey(key).fileId;
  const known = await knownFiles(database, organizationId, keys.map(fileIdOf));
  const unknown = keys.filter((key) => !known.has(fileIdOf(key)));
  for (const key of unknown) await storage.remove(key);
  return unknown.length;
}
