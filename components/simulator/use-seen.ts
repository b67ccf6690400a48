'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** Which message of each handset this browser has shown last: handset id to message id. */
type Seen = Readonly<Record<string, string>>;

const PLACE = 'waggle.simulator.seen';
const NOTHING: Seen = {};
const listeners = new Set<() => void>();
let text: string | null = null;
let seen: Seen = NOTHING;

/** The same object as long as nothing changed, as React wants it. */
function read(): Seen {
  const stored = window.localStorage.getItem(PLACE);
  if (stored === text) return seen;
  text = stored;
  try {
    seen = JSON.parse(stored ?? '{}') as Seen;
  } catch {
    seen = NOTHING;
  }
  return seen;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** What was seen, and a way to say that something was; null until the browser's memory has been read. */
export function useSeen(): { seen: Seen | null; markSeen(handsetId: string, messageId: string): void } {
  const known = useSyncExternalStore(subscribe, read, () => null);
  const markSeen = useCallback((handsetId: string, messageId: string) => {
    if (read()[handsetId] === messageId) return;
    window.localStorage.setItem(PLACE, JSON.stringify({ ...read(), [handsetId]: messageId }));
    for (const listener of listeners) listener();
  }, []);
  return { seen: known, markSeen };
}
