import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Database } from '@/db/client';
import type { MediaStorage } from '../media/storage';
import type { Handler } from './exchange';
import { sendJson } from './send-json';

/** A database that takes longer to answer than this is not ready (milliseconds). */
const PING_MS = 500;
/** Nor is a storage; a bucket is further away (milliseconds). */
const STORAGE_MS = 2_000;
/** Answers are good this long, so that asking often costs nothing (milliseconds). */
const GOOD_FOR_MS = 500;

export interface ReadinessParts {
  database: Pick<Database, 'ping'>;
  migrated(): Promise<boolean>;
  /** Whether news from other processes arrives. */
  listening(): boolean;
  /** Where this installation keeps what it must remember. */
  stateDir: string;
  /** Where the files of messages are; `check` throws when nothing can be stored. */
  storage: Pick<MediaStorage, 'check'>;
  draining(): boolean;
}

/** GET /api/healthz: the process is alive and its event loop turns. */
export const healthHandler: Handler = (_req, res) => sendJson(res, 200, { alive: true });

/** GET /api/readyz: 200 when this process can serve, else 503; both name each check and nothing secret. */
export function readinessHandler(parts: ReadinessParts): Handler {
  let last: Promise<Record<string, boolean>> | null = null;
  let askedAt = 0;
  return async (_req, res) => {
    if (!last || performance.now() - askedAt > GOOD_FOR_MS) {
      askedAt = performance.now();
      last = runChecks(parts);
    }
    const checks = { ...(await last), serving: !parts.draining() };
    const ready = Object.values(checks).every(Boolean);
    sendJson(res, ready ? 200 : 503, { ready, checks });
  };
}

async function runChecks({
  database,
  migrated,
  listening,
  stateDir,
  storage,
}: ReadinessParts): Promise<Record<string, boolean>> {
  const [databaseAnswers, migrationsDone, diskWritable, filesStorable] = await Promise.all([
    within(PING_MS, database.ping()),
    migrated(),
    access(stateDir, constants.W_OK).then(yes, no),
    within(STORAGE_MS, storage.check()),
  ]);
  return {
    database: databaseAnswers,
    migrations: migrationsDone,
    listener: listening(),
    disk: diskWritable,
    files: filesStorable,
  };
}

const yes = () => true;
const no = () => false;

function within(ms: number, asked: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    asked.then(yes, no).then((answered) => {
      clearTimeout(timer);
      resolve(answered);
    });
  });
}
