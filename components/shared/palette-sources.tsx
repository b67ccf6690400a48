'use client';

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { HighlightPart } from '@/server/domain/search/search-query';

/** One line of the command palette that is not an action: a customer, a message, a place. */
export interface PaletteEntry {
  id: string;
  label: string;
  /** What else tells it apart: a number, an excerpt. */
  hint?: string;
  /** Instead of the hint: a line in which the words that were looked for are marked. */
  excerpt?: readonly HighlightPart[];
  disabledReason?: string | null;
  run: () => void;
}

/** Where a feature's entries come from. `search` gets what was typed, trimmed and not empty. */
export interface PaletteSource {
  id: string;
  heading: string;
  search(query: string, signal: AbortSignal): Promise<PaletteEntry[]> | PaletteEntry[];
  /** An entry of before by its id, for the recent ones; null when it is no more. Left out: none is remembered. */
  recall?: (id: string) => PaletteEntry | null;
}

class Sources {
  readonly #listeners = new Set<() => void>();
  #all: readonly PaletteSource[] = [];

  readonly add = (source: PaletteSource): (() => void) => {
    this.#set([...this.#all, source]);
    return () => this.#set(this.#all.filter((other) => other !== source));
  };
  readonly all = () => this.#all;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(all: readonly PaletteSource[]): void {
    this.#all = all;
    for (const listener of this.#listeners) listener();
  }
}

const Context = createContext<Sources | null>(null);
const NONE: readonly PaletteSource[] = [];

export function PaletteSourcesProvider({ children }: { children: ReactNode }) {
  const [sources] = useState(() => new Sources());
  return <Context value={sources}>{children}</Context>;
}

/** Lets the palette find what a feature knows, as long as the component is there. */
export function usePaletteSource(source: PaletteSource): void {
  const sources = useContext(Context);
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  const { id, heading } = source;
  useEffect(
    () =>
      sources?.add({
        id,
        heading,
        search: (query, signal) => latest.current.search(query, signal),
        recall: (entryId) => latest.current.recall?.(entryId) ?? null,
      }),
    [sources, id, heading],
  );
}

export function usePaletteSources(): readonly PaletteSource[] {
  const sources = useContext(Context);
  return useSyncExternalStore(
    sources?.subscribe ?? (() => () => undefined),
    sources?.all ?? (() => NONE),
    () => NONE,
  );
}
