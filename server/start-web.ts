import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { openDatabase } from '@/db/client';
import { migrationCheck } from '@/db/migration-state';
import { createApi } from './api-routes';
import { pruneLogins } from './auth/end-sessions';
import type { Keyring } from './carriers/sealed-credentials';
import type { Box } from './context';
import { startListener } from './events/listener';
import { LiveHub } from './events/live-hub';
import { notifyDoorbell } from './events/notify-doorbell';
import { Presence } from './events/presence';
import { drain } from './http/drain';
import { createFront } from './http/front';
import { createHttpServer } from './http/http-server';
import { FileReader } from './media/file-reader';
import { openStorage } from './media/open-storage';
import { Spool } from './media/spool';
import { createMetrics } from './metrics';
import type { Pages } from './pages';
import { registerGauges } from './process-gauges';
import { createCaller } from './trpc/app-router';
import { lendToPages } from './trpc/page-gateway';

const PRUNE_LOGINS_MS = 3_600_000;

export interface WebSettings {
  port: number;
  databaseUrl: string;
  /** PUBLIC_URL without a slash at its end. */
  publicUrl: string;
  keyring: Keyring;
  stateDir: string;
  mediaUrl: string | null;
  /** How many proxies of our own stand in front; 0 = X-Forwarded-For is not believed. */
  trustedProxies: number;
  /** Who has it may read /api/metrics; null = only this machine. */
  metricsToken: string | null;
  dev: boolean;
}

export interface Web {
  port: number;
  /** Drains: no new requests, those under way are finished, screens are told to come back. */
  stop(): Promise<void>;
}

/** Starts the web process around given pages; resolves when it listens. Throws when the port is taken. */
export async function startWeb(settings: WebSettings, pages: Pages, log: Logger): Promise<Web> {
  const { databaseUrl, publicUrl, keyring, stateDir, trustedProxies, dev } = settings;
  const onError = (error: unknown) => log.error({ err: error }, 'fault in the background');
  await mkdir(stateDir, { recursive: true, mode: 0o700 }).catch(onError); // readiness tells when it failed
  const database = openDatabase({ url: databaseUrl, onError });
  const doorbell = notifyDoorbell(databaseUrl, onError);
  const box: Box = { database, doorbell, clock: () => new Date() };
  const hub = new LiveHub(database, onError);
  const presence = new Presence({ url: databaseUrl, hub, onError });
  const listener = startListener({ url: databaseUrl, hub, onError });
  const pruning = setInterval(() => pruneLogins(database).catch(onError), PRUNE_LOGINS_MS);
  const { storage, spoolDir } = await openStorage(settings.mediaUrl, stateDir);
  const media = { storage, spool: new Spool(spoolDir), reader: new FileReader() };
  const metrics = createMetrics();
  let draining = false;

  const api = createApi({
    box,
    hub,
    presence,
    keyring,
    media,
    publicUrl,
    metrics,
    metricsToken: settings.metricsToken,
    readiness: {
      database,
      migrated: migrationCheck(databaseUrl),
      listening: () => listener.alive(),
      stateDir,
      storage,
      draining: () => draining,
    },
    onError,
  });
  registerGauges(metrics, { database, hub });
  lendToPages({
    async caller(headers) {
      const session = await api.resolve(headers);
      const requestId = headers.get('x-request-id') ?? '';
      return session && createCaller({ session, requestId, run: api.run, onFault: onError });
    },
  });

  const front = createFront({
    settings: {
      https: publicUrl.startsWith('https:'),
      dev,
      publicOrigin: new URL(publicUrl).origin,
      trustedProxies,
    },
    routes: api.routes,
    pages: pages.handle,
    metrics,
    log,
  });
  const server = createHttpServer(front, pages.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Development stays on this machine: Next's dev server answers more than it should (CVE-2026-94485).
    server.listen({ port: settings.port, ...(dev ? { host: '127.0.0.1' } : {}) }, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      await drain({
        server,
        announce: () => {
          draining = true;
        },
        endStreams: () => {
          api.live.drain();
          pages.endStreams();
        },
        // Time for a load balancer to notice; where there is none, nobody looks.
        noticeMs: trustedProxies > 0 ? 3_000 : 0,
      });
      clearInterval(pruning);
      media.reader.close();
      await Promise.allSettled([listener.close(), presence.close(), doorbell.close(), pages.close()]);
      await database.close();
    },
  };
}
