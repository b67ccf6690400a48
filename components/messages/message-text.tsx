'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { markWords, readSearchQuery } from '@/server/domain/search/search-query';
import { Excerpt } from '../shared/excerpt';
import { useInboxPlace } from '../shared/inbox-place';

const Context = createContext<readonly string[]>([]);

/** Knows the words that brought somebody to this place of a thread. */
export function FoundWords({ children }: { children: ReactNode }) {
  const { at, q, find } = useInboxPlace();
  const typed = at === null ? '' : (find ?? q ?? '');
  const words = useMemo(() => readSearchQuery(typed).words, [typed]);
  return <Context value={words}>{children}</Context>;
}

/** What was written, with those words marked. */
export function MessageText({ text }: { text: string }) {
  const words = useContext(Context);
  return words.length === 0 ? text : <Excerpt parts={markWords(text, words)} />;
}
