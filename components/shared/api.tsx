'use client';

import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@/server/trpc/app-router';

/** `useApi()` makes query and mutation options; `useApiClient()` calls the server directly. */
export const {
  TRPCProvider: ApiProvider,
  useTRPC: useApi,
  useTRPCClient: useApiClient,
} = createTRPCContext<AppRouter>();

export type ApiClient = ReturnType<typeof useApiClient>;

/** As many calls in one request as the server takes. */
const BATCH = 10;

export function createApiClient() {
  return createTRPCClient<AppRouter>({
    // The header says that one of our own pages asks; no form of a foreign page can send it.
    links: [httpBatchLink({ url: '/api/trpc', maxItems: BATCH, headers: { 'x-waggle': '1' } })],
  });
}
