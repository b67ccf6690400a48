'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useApiClient } from '../shared/api';
import { useInboxPlace } from '../shared/inbox-place';
import { threadOptions, threadPartOptions } from '../shared/query-keys';

/**
 * The messages to show: the newest, which news keeps up to date; or, when the address names a message that is
 * older than those, the part of the thread around it. `isPart` then: what is newer is a click away.
 */
export function useThreadQuery(conversation: ConversationView) {
  const client = useApiClient();
  const { at } = useInboxPlace();
  const newest = useInfiniteQuery(threadOptions(client, conversation.id));
  const oldest = newest.data?.pages.at(-1)?.items.at(-1)?.seq ?? 1;
  const isPart = at !== null && newest.data !== undefined && at < oldest;
  const part = useInfiniteQuery({
    ...threadPartOptions(client, conversation.id, at ?? 1),
    enabled: isPart,
  });
  return { query: isPart ? part : newest, at, isPart };
}
