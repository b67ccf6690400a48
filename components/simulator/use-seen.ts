'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { HandsetMessageView } from '@/server/domain/simulator/handset';

/** What this browser has shown: since when it looks at all, and the last message of each handset by its id. */
interface Seen {
  since: string;
  messages: Readonly<Record<string, string>>;
}

const PLACE = 'waggle.simulator.seen';
const listeners = new Set<() => void>();
let text: string | null = null;
let seen: Seen | null = null;

/** The same object as long as nothing changed, as React wants it. */
function read(): Seen {
  const stored = window.localStorage.getItem(PLACE);
  if (stored === null || stored !== text || seen === null) {
    seen = parse(stored) ?? { since: new Date().toISOString(), messages: {} };
    text = stored ?? write(seen);
  }
  return seen;
}

function write(next: Seen): string {
  const written = JSON.stringify(next);
  window.localStorage.setItem(PLACE, written);
  return written;
}

function parse(stored: string | null): Seen | null {
  try {
    const value = JSON.parse(stored ?? 'null') as Seen | null;
    return value?.messages ? value : null;
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Which texts are news to whoever sits here. What came before the first visit is not. */
export function useSeen() {
  // Null until the browser's memory can be read: the server has none.
  const known = useSyncExternalStore(subscribe, read, () => null);
  const isNews = ({ id, handsetId, direction, at }: HandsetMessageView) =>
    known !== null && direction === 'received' && at > known.since && known.messages[handsetId] !== id;
  const markSeen = useCallback((handsetId: string, messageId: string) => {
    const { since, messages } = read();
    if (messages[handsetId] === messageId) return;
    write({ since, messages: { ...messages, [handsetId]: messageId } });
    for (const listener of listeners) listener();
  }, []);
  return { isNews, markSeen };
}
