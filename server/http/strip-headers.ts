import type { IncomingMessage } from 'node:http';

/** Headers by which Next's own layers talk to each other. From outside they have opened doors before (CVE-2025-29927). */
const INTERNAL =
  /^(x-middleware-|x-nextjs-|x-invoke-|x-now-|x-matched-path$|x-nonce$|content-security-policy)/;
const FORWARDED = /^(x-forwarded-|forwarded$|x-real-ip$)/;

/** Takes away request headers that only this server or a proxy of ours may set. */
export function stripInternalHeaders(req: IncomingMessage, behindProxy: boolean): void {
  for (const name of Object.keys(req.headers)) {
    if (INTERNAL.test(name) || (!behindProxy && FORWARDED.test(name))) delete req.headers[name];
  }
}
