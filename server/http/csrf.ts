import type { IncomingMessage } from 'node:http';

/** What a request must show to prove that one of our own pages made it. */
export type CsrfGuard = 'page' | 'trpc' | 'upload';

/**
 * Why a request could have been made by a foreign page with this user's cookie, or null when it surely
 * was not. A browser always says where a POST comes from, so silence is refused; tRPC carries a header
 * that no form can set, on reads too, because a read is reachable by GET.
 */
export function csrfFault(req: IncomingMessage, guard: CsrfGuard, publicOrigin: string): string | null {
  const { headers } = req;
  const changes = req.method !== 'GET' && req.method !== 'HEAD';
  if (guard === 'trpc' && headers['x-waggle'] !== '1') return 'the header x-waggle is missing';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return 'the request comes from another site';
  if (!changes) return null;
  if (!isOwnOrigin(headers.origin, headers.host, publicOrigin)) return 'the Origin is not this server';
  // Neither can be set by a form: a foreign page would have to ask first.
  const wanted = guard === 'upload' ? 'application/octet-stream' : 'application/json';
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== wanted) return `the content type is not ${wanted}`;
  return null;
}

function isOwnOrigin(origin: string | undefined, host: string | undefined, publicOrigin: string): boolean {
  if (!origin) return false;
  return (
    origin === publicOrigin ||
    (Boolean(host) && (origin === `http://${host}` || origin === `https://${host}`))
  );
}
