'use client';

import dynamic from 'next/dynamic';
import { useInboxPlace } from '../shared/inbox-place';

const SearchResults = dynamic(() => import('./search-results').then((module) => module.SearchResults), {
  ssr: false,
});

/** The results of the words in the address. */
export function SearchPane() {
  const { q } = useInboxPlace();
  return q && <SearchResults key={q} q={q} />;
}
