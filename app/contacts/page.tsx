import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { redirect } from 'next/navigation';
import { ContactsPage } from '@/components/contacts/contacts-page';
import { LiveProvider } from '@/components/live/live-provider';
import { Notifier } from '@/components/notifications/notifier';
import { sessionKey } from '@/components/shared/query-keys';
import { SessionProvider } from '@/components/shared/session';
import { serverCaller } from '@/server/trpc/server-caller';

export const metadata = { title: 'Contacts · Waggle' };

export default async function Contacts() {
  const caller = await serverCaller();
  if (!caller) redirect('/login?next=/contacts');
  const queries = new QueryClient();
  await queries.fetchQuery({ queryKey: sessionKey, queryFn: () => caller.session.me() });
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SessionProvider>
        <LiveProvider>
          <Notifier />
          <ContactsPage />
        </LiveProvider>
      </SessionProvider>
    </HydrationBoundary>
  );
}
