'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { INBOX_VIEWS, type InboxView } from '@/server/domain/conversations/views';

/** Where somebody is in the inbox. All of it stands in the address, so that it can be shared and gone back to. */
export interface InboxPlace {
  view: InboxView;
  serviceId: string | null;
  conversationId: string | null;
}

const DEFAULT_VIEW: InboxView = 'all';

export function readPlace(pathname: string, search: { get(name: string): string | null }): InboxPlace {
  const view = search.get('view');
  return {
    view: INBOX_VIEWS.find((known) => known === view) ?? DEFAULT_VIEW,
    serviceId: search.get('service'),
    conversationId: /^\/inbox\/([0-9a-f-]{36})$/.exec(pathname)?.[1] ?? null,
  };
}

export function placeHref({ view, serviceId, conversationId }: InboxPlace): string {
  const search = new URLSearchParams();
  if (view !== DEFAULT_VIEW) search.set('view', view);
  if (serviceId) search.set('service', serviceId);
  const query = search.toString();
  return `/inbox${conversationId ? `/${conversationId}` : ''}${query ? `?${query}` : ''}`;
}

/**
 * The place and a way to change it. Changes go through history.pushState, which Next's hooks follow
 * without asking the server for a page: opening a conversation costs no round trip but its own data.
 */
export function useInboxPlace() {
  const pathname = usePathname();
  const search = useSearchParams();
  const place = useMemo(() => readPlace(pathname, search), [pathname, search]);
  const go = useCallback(
    (change: Partial<InboxPlace>) => {
      const href = placeHref({ ...readPlace(window.location.pathname, new URLSearchParams(window.location.search)), ...change });
      if (href !== window.location.pathname + window.location.search) window.history.pushState(null, '', href);
    },
    [],
  );
  const href = useCallback((change: Partial<InboxPlace>) => placeHref({ ...place, ...change }), [place]);
  return useMemo(() => ({ ...place, go, href }), [place, go, href]);
}
