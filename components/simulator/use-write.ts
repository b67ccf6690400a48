'use client';

import { useMutation, useMutationState } from '@tanstack/react-query';
import { useMemo } from 'react';
import { uuidv7 } from 'uuidv7';
import type { FileView } from '@/server/domain/media/file';
import type { HandsetMessageView } from '@/server/domain/simulator/handset';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { writeKey } from './simulator-queries';
import type { ShownMessage } from './thread-lines';

interface Writing {
  id: string;
  handsetId: string;
  to: string;
  text: string;
  files: readonly FileView[];
}

/** Sends messages from a handset. The id is made here, so that trying again sends nothing twice. */
export function useWrite() {
  const client = useApiClient();
  const { mutate } = useMutation({
    mutationKey: writeKey,
    mutationFn: ({ files, ...writing }: Writing) =>
      client.simulator.write.mutate({ ...writing, fileIds: files.map(({ id }) => id) }),
  });
  return {
    write: (writing: Omit<Writing, 'id'>) => mutate({ id: uuidv7(), ...writing }),
    again: ({ id, handsetId, peer, text, files }: HandsetMessageView) =>
      mutate({ id, handsetId, to: peer, text, files }),
  };
}

export interface PendingMessage extends ShownMessage {
  /** Why it was not sent; null while nothing is wrong. */
  reason: string | null;
}

/** What was written here and is not in `stored` yet: shown at once, and kept when it could not be sent. */
export function usePending(handsetId: string, stored: readonly HandsetMessageView[]): PendingMessage[] {
  const writings = useMutationState({
    filters: { mutationKey: writeKey },
    select: ({ state }) => state,
  });
  return useMemo(() => {
    const known = new Set(stored.map(({ id }) => id));
    const pending = new Map<string, PendingMessage>();
    for (const { variables, status, submittedAt, error } of writings) {
      const writing = variables as Writing | undefined;
      if (writing?.handsetId !== handsetId || known.has(writing.id)) continue;
      const notSent = status === 'error';
      pending.set(writing.id, {
        id: writing.id,
        handsetId,
        direction: 'written',
        peer: writing.to,
        text: writing.text,
        files: [...writing.files],
        at: new Date(submittedAt).toISOString(),
        state: notSent ? 'not_sent' : status === 'success' ? 'stored' : 'sending',
        reason: notSent ? readApiError(error).message : null,
      });
    }
    return [...pending.values()];
  }, [writings, stored, handsetId]);
}
