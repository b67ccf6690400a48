import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { isStorageKey, type MediaStorage, NoSuchMedia, type StorageKey } from './storage';

/** Below this much free space nothing more is taken in: the database may share the disk. Bytes. */
const LEAST_FREE = 100_000_000;

/**
 * Files below one folder of this machine. A file is renamed into its place, which is atomic within a file system: the
 * spool therefore lies in the same folder.
 */
export function diskStorage(root: string): MediaStorage {
  const placeOf = (key: StorageKey) => path.join(root, key);
  return {
    async put(key, from) {
      const place = placeOf(key);
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      await rename(from, place);
      await syncFolder(path.dirname(place));
    },

    async open(key, range) {
      const place = placeOf(key);
      await stat(place).catch(() => {
        throw new NoSuchMedia();
      });
      return createReadStream(place, range);
    },

    async remove(key) {
      await rm(placeOf(key), { force: true });
    },

    async *keys() {
      for (const organization of await namesIn(root)) {
        for (const name of await namesIn(path.join(root, organization))) {
          const key = `${organization}/${name}`;
          if (!isStorageKey(key)) continue;
          const found = await stat(placeOf(key)).catch(() => null);
          if (found) yield { key, storedAt: found.mtime };
        }
      }
    },

    async check() {
      await mkdir(root, { recursive: true, mode: 0o700 });
      await access(root, constants.W_OK);
      const { bavail, bsize } = await statfs(root);
      if (bavail * bsize < LEAST_FREE) throw new Error('the disk for files is almost full');
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries.filter((name) => !name.startsWith('.'));
}

/** Makes a rename survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
