import { headers } from 'next/headers';
import type { Caller } from './app-router';
import { pageGateway } from './page-gateway';

/** The router as this request's user, for prefetching on the server; null when nobody is signed in. */
export async function serverCaller(): Promise<Caller | null> {
  return pageGateway().caller(await headers());
}
