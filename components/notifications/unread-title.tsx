'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BADGE_LIMIT } from '@/server/domain/conversations/views';
import { useApiClient } from '../shared/api';
import { countsOptions } from '../shared/query-keys';

/** app/icon.svg with a dot. */
const ICON_WITH_DOT = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="7" fill="#f2a50c"/>' +
    '<rect x="5.5" y="8" width="13" height="3" rx="1.5" fill="#1d1b18"/><rect x="5.5" y="13" width="8.5" height="3" rx="1.5" fill="#1d1b18"/>' +
    '<circle cx="18.5" cy="18.5" r="5.5" fill="#d92d20" stroke="#fff" stroke-width="1.5"/></svg>',
)}`;

/** How many conversations are unread: before the title, and as a dot on the icon. */
export function UnreadTitle() {
  const { data: counts } = useQuery(countsOptions(useApiClient()));
  const unread = counts?.unread ?? 0;
  useEffect(() => {
    if (unread === 0) return;
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const href = icon?.href;
    if (icon) icon.href = ICON_WITH_DOT;
    const mark = () => {
      const marked = `(${unread > BADGE_LIMIT ? `${BADGE_LIMIT}+` : unread}) ${bareTitle()}`;
      if (document.title !== marked) document.title = marked;
    };
    mark();
    // A page that comes in pieces, or another page, brings a title of its own.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      document.title = bareTitle();
      if (icon && href) icon.href = href;
    };
  }, [unread]);
  return null;
}

function bareTitle(): string {
  return document.title.replace(/^\(\d+\+?\) /, '');
}
