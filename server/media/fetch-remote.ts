import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address';

/** What a carrier says of its own addresses. */
export interface RemoteAccess {
  /** Origins that are the carrier's: only they are given the headers, and they alone may be near us or without TLS. */
  origins: readonly string[];
  headers: Readonly<Record<string, string>>;
}

/** Why a file could not be had. `lasting`: asking again does not help. */
export class RemoteFault extends Error {
  readonly fault: 'not_found' | 'unreachable';
  readonly lasting: boolean;
  constructor(fault: RemoteFault['fault'], lasting: boolean, detail: string) {
    super(detail);
    this.name = 'RemoteFault';
    this.fault = fault;
    this.lasting = lasting;
  }
}

const MOST_REDIRECTS = 3;
/** Until the last byte. Milliseconds. */
const TOTAL_MS = 10_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const GONE = new Set([404, 410]);

interface Options {
  totalMs?: number;
  /** How names become addresses; every address of the answer is judged, and the connection goes to a judged one. */
  lookup?: typeof systemLookup;
}

/**
 * Opens a file at an address that a carrier named. Nobody can make us ask inside our own network: whatever is not the
 * carrier's own origin must be https at a public address, at each redirect anew, and the credentials stay behind when a
 * redirect leads elsewhere (reliability S9).
 * @returns the body as it comes; it breaks off when the whole takes longer than its time
 * @throws RemoteFault
 */
export async function fetchRemote(
  address: string,
  access: RemoteAccess,
  { totalMs = TOTAL_MS, lookup = systemLookup }: Options = {},
): Promise<http.IncomingMessage> {
  const signal = AbortSignal.timeout(totalMs);
  let url = readAddress(address);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const own = access.origins.includes(url.origin);
    if (!own) needPublic(url);
    const answer = await ask(url, own ? access.headers : {}, own ? systemLookup : guarded(lookup), signal);
    const { statusCode: status = 0, headers } = answer;
    if (status === 200 && plainBody(headers)) return answer;
    answer.destroy();
    if (GONE.has(status)) throw new RemoteFault('not_found', true, `answered ${status}`);
    if (!REDIRECTS.has(status) || !headers.location) {
      throw new RemoteFault('unreachable', false, `answered ${status}`);
    }
    url = readAddress(headers.location, url);
  }
  throw new RemoteFault('unreachable', true, 'redirected too often');
}

function readAddress(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new RemoteFault('unreachable', true, 'no address');
  const url = new URL(address, base);
  // Nobody's login is taken from an address.
  url.username = '';
  url.password = '';
  return url;
}

function needPublic({ protocol, hostname }: URL): void {
  if (protocol !== 'https:') throw new RemoteFault('unreachable', true, 'not https');
  // A name is judged when it is looked up; an address is never looked up.
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && !isPublicAddress(bare)) throw new RemoteFault('unreachable', true, 'not public');
}

/** A lookup that fails when any address of the answer is not public: the name may mean another one next time. */
function guarded(lookup: typeof systemLookup): LookupFunction {
  return (hostname: string, options: LookupOptions, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses: LookupAddress[] = error ? [] : found;
      const [first] = addresses;
      if (error || !first) return done(error ?? new Error('no address'), '', 0);
      if (!addresses.every(({ address }) => isPublicAddress(address))) {
        return done(new RemoteFault('unreachable', true, 'not public'), '', 0);
      }
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      // What is packed could unfold to anything.
      headers: { ...headers, 'accept-encoding': 'identity' },
      // A connection of its own: one that is kept would not be looked up again.
      agent: false,
      lookup,
      signal,
    });
    request.on('response', resolve);
    request.on('error', (error) => {
      reject(error instanceof RemoteFault ? error : new RemoteFault('unreachable', false, error.name));
    });
    request.end();
  });
}

function plainBody(headers: http.IncomingHttpHeaders): boolean {
  return (headers['content-encoding'] ?? 'identity') === 'identity';
}
