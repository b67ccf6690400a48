'use client';

import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';

const ThreadSearchBar = dynamic(
  () => import('./thread-search-bar').then((module) => module.ThreadSearchBar),
  {
    ssr: false,
  },
);

/** Search within the open conversation, opened by its action from the menu, the palette and its key. */
export function ThreadSearch({ conversationId }: { conversationId: string }) {
  const t = useTranslations('messages.search');
  // Each time somebody asks for it, its field takes the focus.
  const [asked, setAsked] = useState(0);
  // What had the focus gets it back.
  const before = useRef<HTMLElement | null>(null);
  useAction({
    id: 'conversation.search',
    label: t('open'),
    group: 'conversation',
    keys: 'f',
    run: () => {
      before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      setAsked((times) => times + 1);
    },
  });
  if (asked === 0) return null;
  const close = () => {
    setAsked(0);
    before.current?.focus();
  };
  return <ThreadSearchBar key={asked} conversationId={conversationId} onClose={close} />;
}
