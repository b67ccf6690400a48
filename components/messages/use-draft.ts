'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { draftKey, draftOptions } from '../shared/query-keys';

/** How long after the last key a draft is saved. */
const SAVE_AFTER_MS = 500;

export type DraftState = 'none' | 'saved' | 'local';

interface Draft {
  text: string;
  revision: number;
}

/**
 * The unsent text of one conversation: on this device at once, on the server half a second after the
 * last key, and from there on every other device. What is being typed here wins over what was saved
 * elsewhere; while nothing is being typed, what comes from elsewhere is shown.
 */
export function useDraft(conversationId: string) {
  const client = useApiClient();
  const queries = useQueryClient();
  const { data: saved } = useQuery(draftOptions(client, conversationId));
  const [text, setText] = useState('');
  const [state, setState] = useState<DraftState>('none');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** Typed here and not yet known to the server. */
  const dirty = useRef(false);

  // The server's text is taken over only while nobody types here.
  useEffect(() => {
    if (saved && !dirty.current) {
      setText(saved.text);
      setState(saved.text === '' ? 'none' : 'saved');
    }
  }, [saved]);

  const save = useCallback(
    async (value: string) => {
      const revision = queries.getQueryData<Draft>(draftKey(conversationId))?.revision ?? 0;
      try {
        const answer = await client.drafts.save.mutate({ conversationId, text: value, revision });
        queries.setQueryData<Draft>(draftKey(conversationId), { text: value, revision: answer.revision });
        if (readLocal(conversationId) === value) settle();
      } catch (error) {
        setState('local');
        if (readApiError(error).reason !== 'draft_changed') return;
        // Another device saved meanwhile. This one is being typed on: its text is the newer one.
        await queries.fetchQuery({ ...draftOptions(client, conversationId), staleTime: 0 });
        timer.current = setTimeout(() => void save(value), SAVE_AFTER_MS);
      }

      function settle() {
        dirty.current = false;
        writeLocal(conversationId, null);
        setState(value === '' ? 'none' : 'saved');
      }
    },
    [client, queries, conversationId],
  );

  const change = useCallback(
    (value: string) => {
      setText(value);
      dirty.current = true;
      writeLocal(conversationId, value);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(value), SAVE_AFTER_MS);
    },
    [conversationId, save],
  );

  // What this device kept of an earlier visit was never saved: it is taken up again.
  useEffect(() => {
    const local = readLocal(conversationId);
    if (local !== null) change(local);
  }, [conversationId, change]);

  /** The text was sent: the server empties the draft with it. */
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    dirty.current = false;
    writeLocal(conversationId, null);
    setText('');
    setState('none');
  }, [conversationId]);

  // Whoever leaves mid-word has it saved all the same.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      const unsaved = readLocal(conversationId);
      if (dirty.current && unsaved !== null) void save(unsaved);
    },
    [conversationId, save],
  );

  return { text, state, change, clear };
}

function localKey(conversationId: string): string {
  return `waggle.draft.${conversationId}`;
}

function readLocal(conversationId: string): string | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage.getItem(localKey(conversationId));
  } catch {
    return null;
  }
}

function writeLocal(conversationId: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(localKey(conversationId));
    else window.localStorage.setItem(localKey(conversationId), text);
  } catch {
    // no storage: the server has it half a second later
  }
}
