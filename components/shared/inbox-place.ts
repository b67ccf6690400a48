'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type InboxPlace, placeHref, readPlace } from './inbox-address';

/**
 * The place and a way to change it. Changes go through history.pushState, which Next's hooks follow
 * without asking the server for a page: opening a conversation costs no round trip but its own data. Who steps from hit
 * to hit replaces: Back leads out of them all.
 */
export function useInboxPlace() {
  const pathname = usePathname();
  const search = useSearchParams();
  const place = useMemo(() => readPlace(pathname, search), [pathname, search]);
  const go = useCallback((change: Partial<InboxPlace>, step: 'push' | 'replace' = 'push') => {
    const href = placeHref(changed(placeNow(), change));
    if (href === window.location.pathname + window.location.search) return;
    if (step === 'push') window.history.pushState(null, '', href);
    else window.history.replaceState(null, '', href);
  }, []);
  const href = useCallback((change: Partial<InboxPlace>) => placeHref(changed(place, change)), [place]);
  return useMemo(() => ({ ...place, go, href }), [place, go, href]);
}

/** The place that the address names at this moment: keys pressed quickly are ahead of what is drawn. */
export function placeNow(): InboxPlace {
  return readPlace(window.location.pathname, new URLSearchParams(window.location.search));
}

/** A message is shown once: whoever goes on leaves it. Another list begins with its first tab, and takes the place of results. */
function changed(place: InboxPlace, change: Partial<InboxPlace>): InboxPlace {
  const otherList = 'view' in change || 'serviceId' in change || 'labelId' in change;
  return { ...place, at: null, find: null, ...(otherList && { tab: 'latest', q: null }), ...change };
}
