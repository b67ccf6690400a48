import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../shared/api';

/** All caches of this page begin with this word, which live news of handsets makes stale. */
const ROOT = 'simulator';

export const networkKey = [ROOT, 'network'] as const;
export const writeKey = [ROOT, 'write'] as const;

export function screenKey(handsetId: string) {
  return [ROOT, 'screen', handsetId] as const;
}

export function networkOptions(client: ApiClient) {
  return queryOptions({ queryKey: networkKey, queryFn: () => client.simulator.network.query() });
}

/** What a handset shows. A text on its way to a slow one makes no news when it arrives: it is asked for then. */
export function screenOptions(client: ApiClient, handsetId: string) {
  return queryOptions({
    queryKey: screenKey(handsetId),
    queryFn: () => client.simulator.screen.query({ handsetId }),
    refetchInterval: (query) => {
      const arrival = query.state.data?.nextArrivalMs;
      return arrival ? arrival + 50 : false;
    },
  });
}
