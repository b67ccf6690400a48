import type { IncomingHttpHeaders } from 'node:http';
import { loginThrottle } from './auth/login-throttle';
import { goodSessions, resolveSession, type Session } from './auth/resolve-session';
import { sessionCookie } from './auth/session-cookie';
import { signInLibrary } from './auth/sign-in-library';
import type { Keyring } from './carriers/sealed-credentials';
import { type Box, inOrganization } from './context';
import type { LiveHub } from './events/live-hub';
import type { Presence } from './events/presence';
import { callsHandler } from './http/calls';
import { carrierMediaHandler } from './http/carrier-media';
import { connectionCache } from './http/connection-cache';
import { healthHandler, type ReadinessParts, readinessHandler } from './http/health';
import { LiveDoor } from './http/live';
import { mediaHandler, shrinkHandler } from './http/media';
import { metricsHandler } from './http/metrics';
import { presenceHandler } from './http/presence';
import { readBody } from './http/read-body';
import type { ApiRoute } from './http/routes';
import { signInHandler, signOutHandler } from './http/sign-in';
import { simulatorCarrierHandler } from './http/simulator-carrier';
import { webhookHandler } from './http/webhooks';
import { CARRIER_MEDIA_PATH } from './media/carrier-address';
import type { MediaTools } from './media/ingest';
import type { Metrics } from './metrics';
import { answerTrpc, TRPC_PATH } from './trpc/node-handler';
import type { TrpcContext } from './trpc/trpc';

const TRPC_BODY_LIMIT = 256 * 1024;
/** A file of contacts in base64, in a call of its own. */
const IMPORT_BODY_LIMIT = 7 * 1024 * 1024;

export interface ApiParts {
  box: Box;
  hub: LiveHub;
  presence: Presence;
  keyring: Keyring;
  media: MediaTools;
  /** PUBLIC_URL without a slash at its end. */
  publicUrl: string;
  metrics: Metrics;
  metricsToken: string | null;
  readiness: ReadinessParts;
  onError(error: unknown): void;
}

export interface Api {
  routes: ApiRoute[];
  live: LiveDoor;
  /** Who makes a request; also for the pages. */
  resolve(headers: IncomingHttpHeaders | Headers): Promise<Session | null>;
  run: TrpcContext['run'];
}

/** Every address under /api with what answers it: the one place where doors meet their parts. */
export function createApi(parts: ApiParts): Api {
  const { box, hub, presence, keyring, publicUrl, metrics, onError } = parts;
  const { database } = box;
  const cookie = sessionCookie(keyring, publicUrl);
  const library = signInLibrary(database, cookie, publicUrl);
  const resolve: Api['resolve'] = (headers) => resolveSession(database, cookie, headers);
  const run: Api['run'] = (session, verb) => inOrganization(box, session.organizationId, session.actor, verb);
  const live = new LiveDoor({ hub, resolve, goodSessions: (ids) => goodSessions(database, ids), onError });
  const connections = connectionCache(box, keyring);
  const webhooks = webhookHandler({ box, connections, publicUrl });
  const simulator = simulatorCarrierHandler(box, connections);

  const trpc: ApiRoute = {
    path: TRPC_PATH,
    label: '/api/trpc/*',
    methods: ['GET', 'POST'],
    guard: 'trpc',
    async handle(req, res, { requestId, path }) {
      const limit = path === `${TRPC_PATH}contacts.import` ? IMPORT_BODY_LIMIT : TRPC_BODY_LIMIT;
      const body = req.method === 'POST' ? (await readBody(req, limit)).toString('utf8') : '';
      await answerTrpc(req, res, {
        requestId,
        path,
        body,
        run,
        onFault: onError,
        resolve: () => resolve(req.headers),
      });
    },
  };
  const signIn = signInHandler(library, loginThrottle(database));
  const routes: ApiRoute[] = [
    trpc,
    { ...page('/api/auth/sign-in/email', 'POST'), handle: signIn },
    { ...page('/api/auth/sign-out', 'POST'), handle: signOutHandler(library) },
    { ...page('/api/live', 'GET'), handle: live.handle },
    { ...page('/api/presence', 'POST'), quiet: true, handle: presenceHandler({ presence, resolve, run }) },
    { ...page('/api/media/shrink', 'POST'), handle: shrinkHandler({ media: parts.media, resolve, run }) },
    {
      path: CARRIER_MEDIA_PATH,
      label: '/api/media/c/*',
      methods: ['GET'],
      quiet: true,
      handle: carrierMediaHandler(box, keyring, parts.media.storage),
    },
    {
      path: '/api/media/',
      label: '/api/media/*',
      methods: ['GET', 'POST'],
      guard: 'upload',
      quiet: true,
      handle: mediaHandler({ media: parts.media, resolve, run }),
    },
    { path: '/api/webhooks/', label: '/api/webhooks/*', methods: ['POST'], quiet: true, handle: webhooks },
    { path: '/api/simulator/', label: '/api/simulator/*', methods: ['POST'], quiet: true, handle: simulator },
    {
      path: '/api/calls',
      label: '/api/calls',
      methods: ['POST'],
      quiet: true,
      handle: callsHandler(box, keyring),
    },
    { ...open('/api/healthz'), handle: healthHandler },
    { ...open('/api/readyz'), handle: readinessHandler(parts.readiness) },
    { ...open('/api/metrics'), handle: metricsHandler(metrics, parts.metricsToken) },
  ];
  return { routes, live, resolve, run };
}

/** An address that our own pages ask with the user's cookie. */
function page(path: string, method: string) {
  return { path, label: path, methods: [method], guard: 'page' as const };
}

/** An address for machines that watch us. */
function open(path: string) {
  return { path, label: path, methods: ['GET'], quiet: true };
}
