import type { Caller } from './app-router';

/**
 * What the process that owns the HTTP server lends to the pages. Next bundles its own copies of our
 * modules, and a second copy of the database pool or of the event hub must not exist; so pages reach
 * the router through this slot and import only its type.
 */
export interface PageGateway {
  /** The router as the request's user; null when nobody is signed in. */
  caller(requestHeaders: Headers): Promise<Caller | null>;
}

const SLOT = Symbol.for('waggle.page-gateway');
type Slotted = { [SLOT]?: PageGateway };

export function lendToPages(gateway: PageGateway): void {
  (globalThis as Slotted)[SLOT] = gateway;
}

export function pageGateway(): PageGateway {
  const gateway = (globalThis as Slotted)[SLOT];
  if (!gateway) throw new Error('pages are served by server/web.ts only');
  return gateway;
}
