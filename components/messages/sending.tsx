'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { type ApiClient, useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useSession } from '../shared/session';
import { placeInThread } from './place-in-thread';
import { type Answer, SendQueue } from './send-queue';
import { type UnsentMessage, UnsentMessages } from './unsent-messages';

/** How often waiting messages are tried again; a connection that comes back is not waited for. */
const AGAIN_MS = 5_000;
/** After so long an answer is no longer waited for; the message keeps its id and is tried again. */
const ANSWER_WITHIN_MS = 20_000;

interface Sending {
  unsent: UnsentMessages;
  queue: SendQueue;
}

const SendingContext = createContext<Sending | null>(null);
const NONE: readonly UnsentMessage[] = [];

/** Holds what is not with the server yet, of all conversations, and sees to it that it gets there. */
export function SendingProvider({ children }: { children: ReactNode }) {
  const client = useApiClient();
  const queries = useQueryClient();
  const { user } = useSession();
  const [sending] = useState<Sending>(() => {
    const unsent = new UnsentMessages(storageOfDevice(), `waggle.unsent.${user.id}.`);
    return { unsent, queue: new SendQueue(unsent, (message) => hand(message, client, queries)) };
  });
  useEffect(() => {
    const { unsent, queue } = sending;
    const again = () => {
      unsent.sync(Date.now());
      if (navigator.onLine) queue.pump();
    };
    again();
    const timer = setInterval(again, AGAIN_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [sending]);
  return <SendingContext value={sending}>{children}</SendingContext>;
}

function useSending(): Sending {
  const sending = useContext(SendingContext);
  if (!sending) throw new Error('outside of SendingProvider');
  return sending;
}

export function useSendQueue(): SendQueue {
  return useSending().queue;
}

/** What of a conversation is not with the server yet, oldest first. */
export function useUnsent(conversationId: string): readonly UnsentMessage[] {
  const { unsent } = useSending();
  const all = useSyncExternalStore(unsent.subscribe, unsent.all, () => NONE);
  return useMemo(
    () => all.filter((message) => message.conversationId === conversationId),
    [all, conversationId],
  );
}

async function hand(message: UnsentMessage, client: ApiClient, queries: QueryClient): Promise<Answer> {
  const { id, conversationId, text, confirmBlock, seenSeq, sendAnyway } = message;
  const seen = { ...(seenSeq === undefined ? {} : { seenSeq }), ...(sendAnyway ? { sendAnyway } : {}) };
  try {
    const stored = await client.messages.send.mutate(
      { id, conversationId, text, confirmBlock, ...seen },
      { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) },
    );
    placeInThread(queries, stored);
    return 'stored';
  } catch (error) {
    const fault = readApiError(error);
    return fault.offline
      ? 'no_answer'
      : { refused: fault.message, held: fault.reason === 'teammate_answered' };
  }
}

function storageOfDevice(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage;
  } catch {
    return null;
  }
}
