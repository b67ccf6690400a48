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
import { FileTray, type TrayDoor } from './file-tray';
import { placeInThread } from './place-in-thread';
import { type Answer, SendQueue } from './send-queue';
import { type UnsentMessage, UnsentMessages } from './unsent-messages';
import { shrinkFile, uploadFile } from './upload-file';
import { useMarkDone } from './use-mark-done';

/** How often waiting messages are tried again; a connection that comes back is not waited for. */
const AGAIN_MS = 5_000;
/** After so long an answer is no longer waited for; the message keeps its id and is tried again. */
const ANSWER_WITHIN_MS = 20_000;

interface Sending {
  unsent: UnsentMessages;
  queue: SendQueue;
  /** Of each conversation that was opened: uploads go on while another one is read. */
  trays: Map<string, FileTray>;
}

const SendingContext = createContext<Sending | null>(null);
const NONE: readonly UnsentMessage[] = [];

/** Holds what is not with the server yet, of all conversations, and sees to it that it gets there. */
export function SendingProvider({ children }: { children: ReactNode }) {
  const client = useApiClient();
  const queries = useQueryClient();
  const { user } = useSession();
  const markDone = useMarkDone();
  const [sending] = useState<Sending>(() => {
    const unsent = new UnsentMessages(storageOfDevice(), `waggle.unsent.${user.id}.`);
    return {
      unsent,
      queue: new SendQueue(unsent, async (message) => {
        const answer = await hand(message, client, queries);
        if (answer === 'stored' && message.thenDone) void markDone(message.conversationId);
        return answer;
      }),
      trays: new Map(),
    };
  });
  useEffect(() => {
    const { unsent, queue, trays } = sending;
    const again = () => {
      unsent.sync(Date.now());
      if (navigator.onLine) queue.pump();
    };
    const online = () => {
      again();
      for (const tray of trays.values()) tray.resume();
    };
    again();
    const timer = setInterval(again, AGAIN_MS);
    window.addEventListener('online', online);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', online);
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

/** The files that wait in a conversation's text box. */
export function useFileTray(conversationId: string): FileTray {
  const { trays } = useSending();
  const client = useApiClient();
  const tray = trays.get(conversationId) ?? new FileTray(trayDoor(client, conversationId));
  trays.set(conversationId, tray);
  return tray;
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
  const { id, conversationId, text, files = [], confirmBlock, seenSeq, sendAnyway } = message;
  const alongside = files.length > 0 ? { files: files.map(({ id, alt }) => ({ id, alt })) } : {};
  const seen = { ...(seenSeq === undefined ? {} : { seenSeq }), ...(sendAnyway ? { sendAnyway } : {}) };
  try {
    const stored = await client.messages.send.mutate(
      { id, conversationId, text, confirmBlock, ...alongside, ...seen },
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

function trayDoor(client: ApiClient, conversationId: string): TrayDoor {
  return {
    upload: (task) => uploadFile({ ...task, conversationId }),
    shrink: shrinkFile,
    remove: (fileId, keepOriginal = false) =>
      void client.media.remove.mutate({ fileId, keepOriginal }).catch(() => undefined),
  };
}

function storageOfDevice(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage;
  } catch {
    return null;
  }
}
