import { QueryClient } from '@tanstack/react-query';
import type { Caller } from '@/server/trpc/app-router';
import type { InboxPlace } from './inbox-address';
import {
  conversationKey,
  conversationListKey,
  countsKey,
  listInput,
  preferencesKey,
  sessionKey,
  THREAD_PAGE,
  threadKey,
} from './query-keys';

/**
 * Reads on the server what the first look at a place needs, so that the page arrives with its content.
 * The session comes first: its cursor must be older than everything else that is read. What cannot be
 * read is left out; the screen then asks for it and says what is wrong.
 */
export async function prefetchInbox(caller: Caller, place: InboxPlace): Promise<QueryClient> {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { conversationId } = place;
  await queries.fetchQuery({ queryKey: sessionKey, queryFn: () => caller.session.me() });
  await Promise.all([
    queries.prefetchQuery({ queryKey: preferencesKey, queryFn: () => caller.settings.get() }),
    queries.prefetchQuery({ queryKey: countsKey, queryFn: () => caller.conversations.counts() }),
    queries.prefetchInfiniteQuery({
      queryKey: conversationListKey(place),
      queryFn: () => caller.conversations.list(listInput(place)),
      initialPageParam: null,
    }),
    ...(conversationId
      ? [
          queries.prefetchQuery({
            queryKey: conversationKey(conversationId),
            queryFn: () => caller.conversations.get({ conversationId }),
          }),
          queries.prefetchInfiniteQuery({
            queryKey: threadKey(conversationId),
            queryFn: () => caller.messages.list({ conversationId, limit: THREAD_PAGE }),
            initialPageParam: null,
          }),
        ]
      : []),
  ]);
  return queries;
}
