'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { uuidv7 } from 'uuidv7';
import { placeMessage } from '@/server/domain/events/apply-event';
import type { MessageView } from '@/server/domain/messages/message';
import { type ApiClient, useApiClient } from '../shared/api';
import { type ApiError, readApiError } from '../shared/api-error';
import { threadKey } from '../shared/query-keys';
import { type UnsentMessage, UnsentMessages } from './unsent-messages';

let shared: UnsentMessages | null = null;

/** One store for all threads of this window. */
function unsentMessages(): UnsentMessages {
  shared ??= new UnsentMessages(typeof window === 'undefined' ? null : window.localStorage);
  return shared;
}

const NONE: readonly UnsentMessage[] = [];
/** How often waiting messages are tried again; a connection that comes back is not waited for. */
const RETRY_MS = 5_000;

/** What of a conversation is not with the server yet, oldest first. */
export function useUnsent(conversationId: string): readonly UnsentMessage[] {
  const store = unsentMessages();
  const all = useSyncExternalStore(store.subscribe, store.all, () => NONE);
  return useMemo(
    () => all.filter((message) => message.conversationId === conversationId),
    [all, conversationId],
  );
}

export function discardUnsent(id: string): void {
  unsentMessages().remove(id);
}

/**
 * Sends a text: it is shown at once and kept on this device until the server has it.
 * @returns null when it is sent or kept, else the server's refusal; then it is shown no longer
 */
export function useSendMessage(conversationId: string) {
  const client = useApiClient();
  const queries = useQueryClient();
  return useCallback(
    (text: string, confirmBlock = false): Promise<ApiError | null> => {
      const message: UnsentMessage = {
        id: uuidv7(),
        conversationId,
        text,
        confirmBlock,
        createdAt: new Date().toISOString(),
        state: 'sending',
      };
      unsentMessages().add(message);
      return hand(message, client, queries);
    },
    [client, queries, conversationId],
  );
}

/** Tries waiting messages again: now and then, and as soon as there is a connection. */
export function useRetryUnsent(): void {
  const client = useApiClient();
  const queries = useQueryClient();
  useEffect(() => {
    let busy = false;
    const retry = async () => {
      if (busy || !navigator.onLine) return;
      busy = true;
      // One after the other: what was written first arrives first.
      for (const message of unsentMessages().all()) {
        if (message.state === 'waiting') await hand(message, client, queries);
      }
      busy = false;
    };
    void retry();
    const timer = setInterval(() => void retry(), RETRY_MS);
    const now = () => void retry();
    window.addEventListener('online', now);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', now);
    };
  }, [client, queries]);
}

async function hand(
  message: UnsentMessage,
  client: ApiClient,
  queries: QueryClient,
): Promise<ApiError | null> {
  const { id, conversationId, text, confirmBlock } = message;
  const store = unsentMessages();
  store.mark(id, 'sending');
  try {
    const stored = await client.messages.send.mutate({
      id,
      conversationId,
      text,
      ...(confirmBlock ? { confirmBlock } : {}),
    });
    placeInThread(queries, stored);
    store.remove(id);
    return null;
  } catch (error) {
    const reason = readApiError(error);
    if (reason.offline) {
      store.mark(id, 'waiting');
      return null;
    }
    store.remove(id);
    return reason;
  }
}

interface ThreadData {
  pages: { items: MessageView[]; nextBeforeSeq: number | null }[];
  pageParams: (number | null)[];
}

/** Puts a message that the server has answered with on the newest page; the same news changes nothing. */
export function placeInThread(queries: QueryClient, message: MessageView): void {
  queries.setQueryData<ThreadData>(threadKey(message.conversationId), (data) => {
    const [first, ...others] = data?.pages ?? [];
    if (!data || !first) return data;
    const items = placeMessage(first.items, message);
    return items === first.items ? data : { ...data, pages: [{ ...first, items: [...items] }, ...others] };
  });
}
