'use client';

import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';
import { placeNow, useInboxPlace } from '../shared/inbox-place';

const ThreadSearchBar = dynamic(
  () => import('./thread-search-bar').then((module) => module.ThreadSearchBar),
  { ssr: false },
);
const ThreadDateBar = dynamic(() => import('./thread-date-bar').then((module) => module.ThreadDateBar), {
  ssr: false,
});

/** The ways to a place of the open conversation, by words or by date; each opened by its action. */
export function ThreadFinding({ conversationId }: { conversationId: string }) {
  const t = useTranslations('messages');
  const { go } = useInboxPlace();
  // Each time somebody asks for one, its field takes the focus.
  const [asked, setAsked] = useState({ times: 0, by: null as 'words' | 'date' | null });
  // What had the focus gets it back.
  const before = useRef<HTMLElement | null>(null);
  const open = (by: 'words' | 'date') => {
    if (!asked.by)
      before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setAsked(({ times }) => ({ times: times + 1, by }));
  };
  const group = 'conversation';
  useAction({
    id: 'conversation.search',
    label: t('search.open'),
    group,
    keys: 'f',
    run: () => open('words'),
  });
  useAction({ id: 'conversation.date', label: t('date.open'), group, keys: 'd', run: () => open('date') });
  const close = () => {
    setAsked(({ times }) => ({ times, by: null }));
    // The reader stays where they are, without the marks.
    go({ at: placeNow().at }, 'replace');
    before.current?.focus();
  };
  const bar = { conversationId, onClose: close };
  if (asked.by === 'words') return <ThreadSearchBar {...bar} key={asked.times} />;
  if (asked.by === 'date') return <ThreadDateBar {...bar} key={asked.times} />;
  return null;
}
