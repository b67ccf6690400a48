'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { MessageView } from '@/server/domain/messages/message';
import { useApiClient } from '../shared/api';
import { threadOptions } from '../shared/query-keys';

/** The newest message of a conversation that surely did not go and that nobody has dealt with. */
export function useLatestFailed(conversationId: string): MessageView | null {
  const { data } = useInfiniteQuery({
    ...threadOptions(useApiClient(), conversationId),
    select: ({ pages }) => pages.flatMap(({ items }) => items).find(hasFailed) ?? null,
  });
  return data ?? null;
}

/** One whose outcome is not known is another matter: it may have arrived. */
function hasFailed({ status, settled }: MessageView): boolean {
  return !settled && (status === 'failed' || status === 'undelivered');
}
