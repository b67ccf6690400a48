import { QueryClient } from '@tanstack/react-query';
import type { Caller } from '@/server/trpc/app-router';
import { sessionKey } from '../shared/query-keys';
import { networkKey, screenKey } from './simulator-queries';

/**
 * Reads on the server what the page shows first. The session comes first: its cursor must be older than
 * everything else that is read. @returns null where there is no simulated carrier
 */
export async function prefetchSimulator(
  caller: Caller,
  handsetId: string | null,
): Promise<QueryClient | null> {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const session = await queries.fetchQuery({ queryKey: sessionKey, queryFn: () => caller.session.me() });
  if (!session.hasSimulator) return null;
  const network = await queries.fetchQuery({
    queryKey: networkKey,
    queryFn: () => caller.simulator.network(),
  });
  const shown = network.handsets.find(({ id }) => id === handsetId) ?? network.handsets[0];
  if (shown) {
    const input = { handsetId: shown.id };
    await queries.prefetchQuery({
      queryKey: screenKey(shown.id),
      queryFn: () => caller.simulator.screen(input),
    });
  }
  return queries;
}
