'use client';

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { LiveEvent } from '@/server/domain/events/event';

type Listener = (event: LiveEvent) => void;

/** Hands each event on to whoever listens in this tab. */
class NewsBoard {
  readonly #listeners = new Set<Listener>();

  readonly tell = (event: LiveEvent): void => {
    for (const listener of this.#listeners) listener(event);
  };

  readonly listen = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const Context = createContext<NewsBoard | null>(null);

export function NewsProvider({ children }: { children: ReactNode }) {
  const [board] = useState(() => new NewsBoard());
  return <Context value={board}>{children}</Context>;
}

function useBoard(): NewsBoard {
  const board = useContext(Context);
  if (!board) throw new Error('outside of NewsProvider');
  return board;
}

/** For the live stream alone. */
export function useTellNews(): Listener {
  return useBoard().tell;
}

/** Hears each event of the organization once, after the caches of this tab hold it. Every tab hears all. */
export function useNews(listener: Listener): void {
  const { listen } = useBoard();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((event) => latest.current(event)), [listen]);
}
