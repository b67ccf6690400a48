import type { QueryClient } from '@tanstack/react-query';
import { placeMessage } from '@/server/domain/events/apply-event';
import type { MessageView } from '@/server/domain/messages/message';
import { threadKey } from '../shared/query-keys';

interface ThreadData {
  pages: { items: MessageView[]; nextBeforeSeq: number | null }[];
  pageParams: (number | null)[];
}

/** Puts a message that the server has answered with on the newest page; the same news changes nothing. */
export function placeInThread(queries: QueryClient, message: MessageView): void {
  queries.setQueryData<ThreadData>(threadKey(message.conversationId), (data) => {
    const [first, ...others] = data?.pages ?? [];
    if (!data || !first) return data;
    const items = placeMessage(first.items, message);
    return items === first.items ? data : { ...data, pages: [{ ...first, items: [...items] }, ...others] };
  });
}

/** The newest message that this screen holds of a conversation; null while it holds none. */
export function newestSeqIn(queries: QueryClient, conversationId: string): number | null {
  const data = queries.getQueryData<ThreadData>(threadKey(conversationId));
  return data?.pages[0]?.items.find(({ version }) => version > 0)?.seq ?? null;
}
