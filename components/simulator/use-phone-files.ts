'use client';

import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { MAX_FILES, type WaitingFile } from '@/server/domain/media/file';
import { useApiClient } from '../shared/api';
import { NotUploaded, uploadPhoneFile } from './upload-phone-file';

/** A file in the telephone's text field. */
export interface PhoneFile {
  id: string;
  local: File;
  /** `lost`: no answer came. `refused`: it is not taken. */
  state: 'uploading' | 'ready' | 'lost' | 'refused';
  /** Why it was refused, in a sentence. */
  reason: string | null;
  stored: WaitingFile | null;
}

/** The files that go with the next message of a handset. Each is uploaded as soon as it is there. */
export function usePhoneFiles(handsetId: string) {
  const client = useApiClient();
  const [files, setFiles] = useState<readonly PhoneFile[]>([]);
  const change = (id: string, by: Partial<PhoneFile>) =>
    setFiles((now) => now.map((file) => (file.id === id ? { ...file, ...by } : file)));
  const upload = async (id: string, local: File) => {
    try {
      const stored = await uploadPhoneFile(handsetId, id, local);
      change(id, { state: 'ready', stored });
    } catch (error) {
      const final = error instanceof NotUploaded && error.final;
      change(id, { state: final ? 'refused' : 'lost', reason: final ? error.message : null });
    }
  };
  return {
    files,
    /** How many more would be one too many for a carrier. */
    tooMany: Math.max(0, files.length - MAX_FILES),
    isReady: files.length <= MAX_FILES && files.every(({ state }) => state === 'ready'),
    add(chosen: readonly File[]) {
      const added = chosen.map(
        (local): PhoneFile => ({ id: uuidv7(), local, state: 'uploading', reason: null, stored: null }),
      );
      setFiles((now) => [...now, ...added]);
      for (const { id, local } of added) void upload(id, local);
    },
    again({ id, local }: PhoneFile) {
      change(id, { state: 'uploading' });
      void upload(id, local);
    },
    remove({ id, stored }: PhoneFile) {
      setFiles((now) => now.filter((file) => file.id !== id));
      // What is not removed goes with the server's sweep.
      if (stored) client.media.remove.mutate({ fileId: id }).catch(() => undefined);
    },
    /** Hands over what goes with a message, and forgets it. */
    take(): WaitingFile[] {
      setFiles([]);
      return files.flatMap(({ stored }) => stored ?? []);
    },
  };
}

export type PhoneFiles = ReturnType<typeof usePhoneFiles>;
