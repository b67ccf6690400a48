'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type ApiClient, useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { draftKey, draftOptions } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { type Draft, type DraftCopy, type DraftDoor, DraftKeeper, NO_DRAFT } from './draft-keeper';

/** The keeper of one conversation's unsent text, for as long as the conversation is open. */
export function useDraftKeeper(conversationId: string): DraftKeeper {
  const client = useApiClient();
  const queries = useQueryClient();
  const { user } = useSession();
  const [keeper] = useState(
    () =>
      new DraftKeeper(
        serverDoor(client, queries, conversationId),
        deviceCopy(`waggle.draft.${user.id}.${conversationId}`),
      ),
  );
  const { data: saved } = useQuery(draftOptions(client, conversationId));
  useEffect(() => {
    if (saved) keeper.heard(saved);
  }, [keeper, saved]);
  useEffect(() => {
    keeper.resume();
    return () => keeper.leave();
  }, [keeper]);
  return keeper;
}

export function useDraft(keeper: DraftKeeper) {
  return useSyncExternalStore(keeper.subscribe, keeper.view, () => NO_DRAFT);
}

function serverDoor(client: ApiClient, queries: QueryClient, conversationId: string): DraftDoor {
  return {
    load: () => queries.fetchQuery({ ...draftOptions(client, conversationId), staleTime: 0 }),
    save: async ({ text, revision }) => {
      try {
        const saved = await client.drafts.save.mutate({ conversationId, text, revision });
        queries.setQueryData<Draft>(draftKey(conversationId), { text, revision: saved.revision });
        return saved.revision;
      } catch (error) {
        if (readApiError(error).reason === 'draft_changed') return null;
        throw error;
      }
    },
  };
}

/** Under the person's own key: the next one at this device finds nothing of it. */
function deviceCopy(key: string): DraftCopy {
  return {
    read: () => {
      if (typeof window === 'undefined') return null;
      try {
        const kept: unknown = JSON.parse(window.localStorage.getItem(key) ?? 'null');
        return isDraft(kept) ? kept : null;
      } catch {
        return null;
      }
    },
    write: (draft) => {
      try {
        if (draft) window.localStorage.setItem(key, JSON.stringify(draft));
        else window.localStorage.removeItem(key);
      } catch {
        // A full or forbidden storage: the server has it half a second later.
      }
    },
  };
}

function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null;
  return typeof draft?.text === 'string' && typeof draft.revision === 'number';
}
