'use client';

import { useEffect, useState } from 'react';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useApiClient } from '../shared/api';

/** Glancing past a conversation is not reading it. */
const AFTER_MS = 400;

/**
 * Tells the server how far the reader has read: only while the page is in front of them and the end of
 * the thread in sight. The news of it moves the mark in every tab. @returns whether they are reading
 */
export function useMarkRead(conversation: ConversationView, endInSight: boolean): boolean {
  const client = useApiClient();
  const inFront = useInFront();
  const reading = inFront && endInSight;
  const { id, lastSeq, lastReadSeq } = conversation;
  const putBackAt = usePutBackAt(lastSeq, lastReadSeq);
  useEffect(() => {
    if (!reading || lastReadSeq >= lastSeq || putBackAt === lastSeq) return;
    const timer = setTimeout(() => {
      // Should it fail, the conversation stays unread: the next message or visit marks it again.
      client.conversations.markRead.mutate({ conversationId: id, seq: lastSeq }).catch(() => undefined);
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [client, reading, id, lastSeq, lastReadSeq, putBackAt]);
  return reading;
}

/**
 * Where the conversation ended when somebody marked it as unread while it stood open: it stays so until something new
 * comes, or it is opened again. Null when nobody did.
 */
function usePutBackAt(lastSeq: number, lastReadSeq: number): number | null {
  const [before, setBefore] = useState(lastReadSeq);
  const [putBackAt, setPutBackAt] = useState<number | null>(null);
  if (lastReadSeq !== before) {
    setBefore(lastReadSeq);
    setPutBackAt(lastReadSeq < before ? lastSeq : null);
  }
  return putBackAt;
}

function useInFront(): boolean {
  const [inFront, setInFront] = useState(true);
  useEffect(() => {
    const look = () => setInFront(document.visibilityState === 'visible' && document.hasFocus());
    look();
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return inFront;
}
