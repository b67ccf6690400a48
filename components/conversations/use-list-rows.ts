import { type InfiniteData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { comparePlaces, sortKey } from '@/server/domain/conversations/matches-view';
import { useApiClient } from '../shared/api';
import type { ListPlace } from '../shared/inbox-address';
import { useInboxPlace } from '../shared/inbox-place';
import { conversationOptions } from '../shared/query-keys';

/** The next page is asked for when so few rows are left below the window. */
const AHEAD = 15;
/** After so many pages without anything unread nobody looks further by themselves. */
const TIRED = 10;

interface Page {
  items: ConversationView[];
}

/**
 * The rows of a list that are loaded. Among the unread ones the open conversation keeps its place, although
 * it is being read: else it would go from under the reader's hand, and "next" would begin at the top.
 */
export function useListRows(data: InfiniteData<Page> | undefined, { tab }: ListPlace): ConversationView[] {
  const { conversationId } = useInboxPlace();
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const { data: open } = useQuery({
    ...conversationOptions(useApiClient(), conversationId ?? ''),
    enabled: false,
  });
  return useMemo(() => {
    if (tab !== 'unread' || !data || !open || rows.some(({ id }) => id === open.id)) return rows;
    return [...rows, open].toSorted((a, b) => comparePlaces(sortKey(a, tab), sortKey(b, tab), tab));
  }, [tab, data, rows, open]);
}

interface PagedQuery {
  data: InfiniteData<Page> | undefined;
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/**
 * Asks for the next page when few rows are left below the window. After an error, or after much that was
 * looked through in vain, a person decides when to ask again.
 * @param below rows that are loaded below the window
 * @returns `tired`: nothing more is asked by itself; `lookFurther` asks, null = there is no more
 */
export function useMoreRows(query: PagedQuery, below: number) {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const tired = emptyAtEnd(data?.pages) >= TIRED;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && !tired && below < AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, tired, fetchNextPage, below]);
  return { tired, lookFurther: hasNextPage ? () => void fetchNextPage() : null };
}

/** How many of the last pages hold nothing. */
function emptyAtEnd(pages: readonly Page[] = []): number {
  return pages.length - 1 - pages.findLastIndex(({ items }) => items.length > 0);
}
