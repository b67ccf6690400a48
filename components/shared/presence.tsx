'use client';

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { uuidv7 } from 'uuidv7';
import type { PersonThere, PresenceNews } from '@/server/domain/presence/presence';
import { PresenceVoice, type Shown } from './presence-voice';

const NOBODY: readonly PersonThere[] = [];

/** Who else is where, as the live stream tells it. Kept for the conversation last heard of only. */
class PresenceStore {
  readonly #listeners = new Set<() => void>();
  #news: PresenceNews | null = null;

  heard(news: PresenceNews): void {
    this.#news = news;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  in(conversationId: string): readonly PersonThere[] {
    return this.#news?.conversationId === conversationId ? this.#news.people : NOBODY;
  }
}

interface Presence {
  store: PresenceStore;
  voice: PresenceVoice;
}

const Context = createContext<Presence | null>(null);

/** Presence of this tab: what it says of itself, and what it hears of others. */
export function PresenceProvider({ children }: { children: ReactNode }) {
  const [presence] = useState<Presence>(() => ({
    store: new PresenceStore(),
    voice: new PresenceVoice(sayFrom(newTabId())),
  }));
  useEffect(() => {
    const { voice } = presence;
    const seen = () => voice.seen(document.visibilityState === 'visible');
    const leave = () => voice.leave();
    seen();
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [presence]);
  return <Context value={presence}>{children}</Context>;
}

function usePresence(): Presence {
  const presence = useContext(Context);
  if (!presence) throw new Error('outside of PresenceProvider');
  return presence;
}

export function useHearPresence(): (news: PresenceNews) => void {
  const { store } = usePresence();
  const [hear] = useState(() => (news: PresenceNews) => store.heard(news));
  return hear;
}

/** Tells colleagues that this tab shows the conversation, as long as the component is there. */
export function useLookAt(conversationId: string): void {
  const { voice } = usePresence();
  useEffect(() => {
    voice.look(conversationId);
    return () => voice.look(null);
  }, [voice, conversationId]);
}

/** To be told of keys: `typed` at each, `stopped` when the text is gone. */
export function useTypingVoice(): Pick<PresenceVoice, 'typed' | 'stopped'> {
  return usePresence().voice;
}

/** Everybody who looks at the conversation now, this person included. */
export function usePeopleThere(conversationId: string): readonly PersonThere[] {
  const { store } = usePresence();
  return useSyncExternalStore(
    store.subscribe,
    () => store.in(conversationId),
    () => NOBODY,
  );
}

/** On the server nobody looks; the id is made where there is a browser. */
function newTabId(): string {
  return typeof window === 'undefined' ? '' : uuidv7();
}

function sayFrom(tabId: string) {
  return (shown: Shown, parting: boolean): void => {
    const body = JSON.stringify({ tabId, ...shown });
    // A word that gets lost is made good by the next one.
    void fetch('/api/presence', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive: parting,
    }).catch(() => undefined);
  };
}
