import type { Logger } from 'pino';
import { inOrganization } from '@/server/context';
import type { FileFault } from '@/server/domain/media/file';
import type { FileRefusal } from '@/server/domain/media/file-refusals';
import { fetchRemote, RemoteFault } from '@/server/media/fetch-remote';
import { ingest, type MediaTools } from '@/server/media/ingest';
import { MediaRefusal } from '@/server/media/media-refusal';
import { claimFetch, type DueFile, dueFiles, type FileToFetch } from '@/server/usecases/media/claim-fetch';
import { type Fetched, settleFetch } from '@/server/usecases/media/settle-fetch';
import type { DeliveryTools } from '@/server/usecases/messages/deliver-message';
import type { Wake } from './wake';

export interface FetchTools extends Pick<DeliveryTools, 'box' | 'openConnection'> {
  media: MediaTools;
}

const ACTOR = { kind: 'job' } as const;
/** Files under way at once: each holds a connection and a place in the spool, hardly any memory. */
const BATCH = 8;
/** The safety net when a doorbell is lost. */
const POLL_MS = 1_000;

/** Fetches customers' files from their carriers when they are due, until stopped. */
export async function fetchFiles(tools: FetchTools, wake: Wake, log: Logger): Promise<void> {
  while (!wake.stopped) {
    let nextInMs: number | null = null;
    try {
      nextInMs = await fetchDueFiles(tools, log);
    } catch (error) {
      log.warn({ err: error }, 'cannot look for files to fetch');
    }
    if (nextInMs !== 0) await wake.sleep(Math.min(nextInMs ?? POLL_MS, POLL_MS));
  }
}

/** One batch. @returns in how many milliseconds there may be more; null = nobody knows of any */
export async function fetchDueFiles(tools: FetchTools, log: Logger): Promise<number | null> {
  const { due, nextInMs } = await dueFiles(tools.box.database, tools.box.clock(), BATCH);
  const claimed = await Promise.all(
    due.map((file) =>
      fetchOne(tools, file).catch((error: unknown) => {
        log.warn({ err: error }, 'a file could not be fetched');
        return false;
      }),
    ),
  );
  // Due but not ours: another worker has them, and nobody is to look in a circle meanwhile.
  return claimed.some(Boolean) ? 0 : nextInMs;
}

/**
 * Claim, fetch outside of any transaction, store what came. What is thrown in between is tried again after the claim.
 * @returns false when another worker has the file
 */
async function fetchOne(tools: FetchTools, { organizationId, fileId }: DueFile): Promise<boolean> {
  const file = await inOrganization(tools.box, organizationId, ACTOR, (ctx) => claimFetch(ctx, fileId));
  if (!file) return false;
  const fetched = await bring(tools, organizationId, file);
  await inOrganization(tools.box, organizationId, ACTOR, (ctx) => settleFetch(ctx, fileId, fetched));
  return true;
}

async function bring(
  { openConnection, media }: FetchTools,
  organizationId: number,
  { id, name, url, connection }: FileToFetch,
): Promise<Fetched> {
  const { carrier, credentials } = openConnection(organizationId, connection);
  try {
    const body = await fetchRemote(url, carrier.mediaAccess(credentials));
    return await ingest(media, body, { organizationId, id, name }, 'keep');
  } catch (error) {
    if (error instanceof MediaRefusal) return { fault: FAULT_OF[error.reason] ?? 'damaged', lasting: true };
    if (error instanceof RemoteFault) return { fault: error.fault, lasting: error.lasting };
    // It broke off in the middle.
    if (isOfNetwork(error)) return { fault: 'unreachable', lasting: false };
    throw error;
  }
}

/** What is said of a file that is not kept; of those left out, that it is damaged. */
const FAULT_OF: Partial<Record<FileRefusal, FileFault>> = {
  too_big: 'too_big',
  too_many_pixels: 'too_big',
  too_many_frames: 'too_big',
  type_not_taken: 'type_not_taken',
  heic: 'type_not_taken',
};

const NETWORK = new Set(['ECONNRESET', 'ABORT_ERR', 'ETIMEDOUT', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

function isOfNetwork(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // HPE_: what came is not HTTP any more.
  return NETWORK.has(code) || code.startsWith('HPE_');
}
