import type { Readable } from 'node:stream';

/** A part of a stored file, both ends included, as HTTP counts it. */
export interface ByteRange {
  start: number;
  end: number;
}

/** `<organization>/<file id>`, with `.thumb` behind it for a picture's small copy. Never anything that a person named. */
export type StorageKey = `${number}/${string}`;

/** Where the bytes of files are. A row of `files` is written after its bytes are here, and goes before they go. */
export interface MediaStorage {
  /** Takes a finished local file; it is whole under its key, or not there at all. The local file may be gone afterwards. */
  put(key: StorageKey, path: string, contentType: string): Promise<void>;
  /** @throws NoSuchMedia when there is nothing under the key */
  open(key: StorageKey, range?: ByteRange): Promise<Readable>;
  /** Quiet when there is nothing. */
  remove(key: StorageKey): Promise<void>;
  /** All keys with the time they were stored, for the sweep; in no order. */
  keys(): AsyncIterable<{ key: StorageKey; storedAt: Date }>;
  /** Throws when nothing can be stored at this moment: full, not writable, not reachable. */
  check(): Promise<void>;
}

export class NoSuchMedia extends Error {
  constructor() {
    super('nothing is stored under this key');
    this.name = 'NoSuchMedia';
  }
}

const KEY = /^\d{1,10}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.thumb)?$/;

/** Whether a name found in the storage is one of ours: others are left alone. */
export function isStorageKey(name: string): name is StorageKey {
  return KEY.test(name);
}

/** Whose file a key is for; a picture's small copy goes with its file. */
export function readStorageKey(key: StorageKey): { organizationId: number; fileId: string } {
  const [organization = '', name = ''] = key.split('/');
  return { organizationId: Number(organization), fileId: name.replace(/\.thumb$/, '') };
}

export function storageKey(organizationId: number, fileId: string): StorageKey {
  return `${organizationId}/${fileId}`;
}

export function thumbnailKey(organizationId: number, fileId: string): StorageKey {
  return `${organizationId}/${fileId}.thumb`;
}
