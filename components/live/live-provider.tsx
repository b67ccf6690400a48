'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { LiveEvent } from '@/server/domain/events/event';
import type { PresenceNews } from '@/server/domain/presence/presence';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { NewsProvider, useTellNews } from '../shared/news';
import { PresenceProvider, useHearPresence } from '../shared/presence';
import { countsKey } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { applyNews } from './apply-news';
import { type LinkStatus, LiveLink } from './live-link';
import { PatchedCaches } from './patch-caches';

const Status = createContext<LinkStatus>({ kind: 'reconnecting', retryAt: 0 });

/** Counting is a question to the server; in a busy hour it is asked this often at most. */
const COUNT_EVERY_MS = 1_000;

/** What the reader does in another tab or browser that makes something read, unread or silent. */
const CHANGES_UNREAD: ReadonlySet<LiveEvent['kind']> = new Set(['read.moved', 'own.changed']);

export function useLinkStatus(): LinkStatus {
  return useContext(Status);
}

/** Keeps every cache of this tab up with the news of the organization, and knows who looks at what. */
export function LiveProvider({ children }: { children: ReactNode }) {
  return (
    <PresenceProvider>
      <NewsProvider>
        <Link>{children}</Link>
      </NewsProvider>
    </PresenceProvider>
  );
}

function Link({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const client = useApiClient();
  const { cursor, user } = useSession();
  const hear = useHearPresence();
  const tell = useTellNews();
  // The stream begins where the page's first data stood; later answers of session.me do not move it.
  const [start] = useState(cursor);
  const [status, setStatus] = useState<LinkStatus>({ kind: 'reconnecting', retryAt: 0 });

  useEffect(() => {
    let counting: ReturnType<typeof setTimeout> | undefined;
    const countSoon = () => {
      counting ??= setTimeout(() => {
        counting = undefined;
        void queries.invalidateQueries({ queryKey: countsKey });
      }, COUNT_EVERY_MS);
    };
    const patched = new PatchedCaches(queries, client, user.id);
    const link = new LiveLink({
      cursor: start,
      onNews(data) {
        const event = JSON.parse(data) as LiveEvent;
        applyNews(queries, patched, event);
        if ('conversation' in event || CHANGES_UNREAD.has(event.kind)) countSoon();
        tell(event);
      },
      onPresence: (data) => hear(JSON.parse(data) as PresenceNews),
      // What is shown stays until the answers are there.
      onReset: () => void queries.invalidateQueries(),
      onStatus: setStatus,
      onRefused: () => void leaveIfSignedOut(() => client.session.me.query()),
    });
    return () => {
      clearTimeout(counting);
      link.close();
    };
  }, [queries, client, hear, tell, start, user.id]);

  return <Status value={status}>{children}</Status>;
}

async function leaveIfSignedOut(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (readApiError(error).code !== 'UNAUTHORIZED') return;
    const next = window.location.pathname + window.location.search;
    window.location.assign(`/login?next=${encodeURIComponent(next)}`);
  }
}
