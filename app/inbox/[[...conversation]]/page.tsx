import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { redirect } from 'next/navigation';
import { ConversationList } from '@/components/conversations/conversation-list';
import { Rail } from '@/components/conversations/rail';
import { ConnectionChip } from '@/components/live/connection-chip';
import { LiveProvider } from '@/components/live/live-provider';
import { ContextPanel } from '@/components/messages/context-panel';
import { ThreadPane } from '@/components/messages/thread-pane';
import { InboxFrame } from '@/components/shared/inbox-frame';
import { sessionKey } from '@/components/shared/query-keys';
import { SessionProvider } from '@/components/shared/session';
import { serverCaller } from '@/server/trpc/server-caller';

export default async function InboxPage() {
  const caller = await serverCaller();
  if (!caller) redirect('/login');
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({ queryKey: sessionKey, queryFn: () => caller.session.me() });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SessionProvider>
        <LiveProvider>
          <InboxFrame
            rail={<Rail connection={<ConnectionChip />} />}
            list={<ConversationList connection={<ConnectionChip />} />}
            thread={<ThreadPane />}
            context={<ContextPanel />}
          />
        </LiveProvider>
      </SessionProvider>
    </HydrationBoundary>
  );
}
