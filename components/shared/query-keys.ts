import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { CONVERSATION_PAGE, type InboxView, type ListTab } from '@/server/domain/conversations/views';
import type { ApiClient } from './api';
import type { ListPlace } from './inbox-address';

/*
 * The caches that live news patches, each named once: who reads one and who patches it must mean the same.
 */

/** Messages of one page of a thread. */
export const THREAD_PAGE = 50;

export const contactsKey = ['contacts'] as const;
export const sessionKey = ['session'] as const;
export const countsKey = ['conversations', 'counts'] as const;
export const conversationListsKey = ['conversations', 'list'] as const;

export function conversationListKey({ view, tab, serviceId, labelId }: ListPlace) {
  return [...conversationListsKey, view, tab, serviceId, labelId] as const;
}

/** The place that a key of conversationListKey names. */
export function placeOfListKey(queryKey: readonly unknown[]): ListPlace {
  const [view, tab, serviceId, labelId] = queryKey.slice(conversationListsKey.length) as [
    InboxView,
    ListTab,
    string | null,
    string | null,
  ];
  return { view, tab, serviceId, labelId };
}

/** What the router is asked for a page of a place's list. */
export function listInput({ view, tab, serviceId, labelId }: ListPlace) {
  return {
    view,
    tab,
    limit: CONVERSATION_PAGE,
    ...(serviceId ? { serviceId } : {}),
    ...(labelId ? { labelId } : {}),
  };
}

export function conversationKey(conversationId: string) {
  return ['conversations', 'one', conversationId] as const;
}

export function contactKey(customer: string) {
  return [...contactsKey, 'of', customer] as const;
}

export function threadKey(conversationId: string) {
  return ['messages', conversationId] as const;
}

/** So many messages stand below the one that somebody jumped to. */
const BELOW = 30;

/** The part of a thread around an old message, and what is older; news does not reach it. */
export function threadPartOptions(client: ApiClient, conversationId: string, seq: number) {
  return infiniteQueryOptions({
    queryKey: ['thread part', conversationId, seq] as const,
    queryFn: ({ pageParam }) =>
      client.messages.list.query({ conversationId, limit: THREAD_PAGE, beforeSeq: pageParam }),
    initialPageParam: seq + BELOW,
    getNextPageParam: (page) => page.nextBeforeSeq,
  });
}

export function draftKey(conversationId: string) {
  return ['drafts', conversationId] as const;
}

/** What of a conversation goes out later. */
export function scheduledKey(conversationId: string) {
  return ['scheduled', conversationId] as const;
}

export const snippetsKey = ['snippets'] as const;
/** This reader's own calls that go on. */
export const callsKey = ['calls'] as const;
export const preferencesKey = ['preferences'] as const;

export function sessionOptions(client: ApiClient) {
  return queryOptions({
    queryKey: sessionKey,
    queryFn: () => client.session.me.query(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** News of each ring, answer and end patches it. */
export function callsOptions(client: ApiClient) {
  return queryOptions({ queryKey: callsKey, queryFn: () => client.calls.current.query() });
}

/** What this person likes; news of their other browsers patches it. */
export function preferencesOptions(client: ApiClient) {
  return queryOptions({
    queryKey: preferencesKey,
    queryFn: () => client.settings.get.query(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function countsOptions(client: ApiClient) {
  return queryOptions({ queryKey: countsKey, queryFn: () => client.conversations.counts.query() });
}

/** One list of the inbox, page by page, in the order of its tab. */
export function conversationListOptions(client: ApiClient, place: ListPlace) {
  return infiniteQueryOptions({
    queryKey: conversationListKey(place),
    queryFn: ({ pageParam }) =>
      client.conversations.list.query({ ...listInput(place), ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function conversationOptions(client: ApiClient, conversationId: string) {
  return queryOptions({
    queryKey: conversationKey(conversationId),
    queryFn: () => client.conversations.get.query({ conversationId }),
  });
}

/** A thread, page by page, newest message first. */
export function threadOptions(client: ApiClient, conversationId: string) {
  return infiniteQueryOptions({
    queryKey: threadKey(conversationId),
    queryFn: ({ pageParam }) =>
      client.messages.list.query({
        conversationId,
        limit: THREAD_PAGE,
        ...(pageParam ? { beforeSeq: pageParam } : {}),
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBeforeSeq,
  });
}

export function draftOptions(client: ApiClient, conversationId: string) {
  return queryOptions({
    queryKey: draftKey(conversationId),
    queryFn: () => client.drafts.get.query({ conversationId }),
  });
}

/** The reader's own files that wait in a text box; `askedAt` in milliseconds, to tell them from newer ones. */
export function unsentFilesOptions(client: ApiClient, conversationId: string) {
  return queryOptions({
    queryKey: ['files', conversationId] as const,
    queryFn: async () => {
      const askedAt = Date.now();
      return { askedAt, files: await client.media.unsent.query({ conversationId }) };
    },
  });
}
