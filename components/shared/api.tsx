'use client';

import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { AppRouter } from '@/server/trpc/app-router';

/** As many calls in one request as the server takes. */
const BATCH = 10;

function createApiClient() {
  return createTRPCClient<AppRouter>({
    // The header says that one of our own pages asks; no form of a foreign page can send it.
    links: [httpBatchLink({ url: '/api/trpc', maxItems: BATCH, headers: { 'x-waggle': '1' } })],
  });
}

/** The router, typed: `client.messages.send.mutate(…)`. */
export type ApiClient = ReturnType<typeof createApiClient>;

const Api = createContext<ApiClient | null>(null);

export function ApiProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createApiClient);
  return <Api value={client}>{children}</Api>;
}

export function useApiClient(): ApiClient {
  const client = useContext(Api);
  if (!client) throw new Error('outside of ApiProvider');
  return client;
}
