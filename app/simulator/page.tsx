import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { notFound, redirect } from 'next/navigation';
import { ConnectionChip } from '@/components/live/connection-chip';
import { LiveProvider } from '@/components/live/live-provider';
import { SessionProvider } from '@/components/shared/session';
import { prefetchSimulator } from '@/components/simulator/prefetch-simulator';
import { Simulator } from '@/components/simulator/simulator';
import { serverCaller } from '@/server/trpc/server-caller';

export const metadata = { title: 'Handsets · Waggle' };

/** Virtual handsets; only where a simulator connection exists. */
export default async function SimulatorPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const caller = await serverCaller();
  if (!caller) redirect('/login?next=/simulator');
  const { handset } = await props.searchParams;
  const queries = await prefetchSimulator(caller, typeof handset === 'string' ? handset : null);
  if (!queries) notFound();
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SessionProvider>
        <LiveProvider>
          <Simulator connection={<ConnectionChip />} />
        </LiveProvider>
      </SessionProvider>
    </HydrationBoundary>
  );
}
