import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { redirect } from 'next/navigation';
import { Compose } from '@/components/direct/compose';
import { numberOfLink } from '@/components/direct/number-of-link';
import { sessionKey } from '@/components/shared/query-keys';
import { SessionProvider } from '@/components/shared/session';
import { serverCaller } from '@/server/trpc/server-caller';

export const metadata = { title: 'Write to a customer · Waggle' };

/** `/compose?to=+39…`, also for sms: links: see components/direct/direct-actions. */
export default async function ComposePage(props: { searchParams: Promise<{ to?: string | string[] }> }) {
  const to = numberOfLink([(await props.searchParams).to ?? ''].flat()[0] ?? '');
  const caller = await serverCaller();
  if (!caller) redirect(`/login?next=${encodeURIComponent(`/compose?to=${encodeURIComponent(to)}`)}`);
  const queries = new QueryClient();
  await queries.fetchQuery({ queryKey: sessionKey, queryFn: () => caller.session.me() });
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SessionProvider>
        <Compose to={to} />
      </SessionProvider>
    </HydrationBoundary>
  );
}
