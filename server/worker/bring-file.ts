import type { FileFault } from '@/server/domain/media/file';
import type { FileRefusal } from '@/server/domain/media/file-refusals';
import { fetchRemote, RemoteFault } from '@/server/media/fetch-remote';
import { ingest } from '@/server/media/ingest';
import { MediaRefusal } from '@/server/media/media-refusal';
import type { FileToFetch } from '@/server/usecases/media/claim-fetch';
import type { Fetched } from '@/server/usecases/media/settle-fetch';
import type { FetchTools } from './file-fetcher';

/** Fetches one file from its carrier and stores it. @throws what is our own fault, not the carrier's or the file's */
export async function bringFile(
  { openConnection, media, fetchMs }: FetchTools,
  organizationId: number,
  { id, name, url, connection }: FileToFetch,
): Promise<Fetched> {
  const { carrier, credentials } = openConnection(organizationId, connection);
  try {
    const limits = fetchMs === undefined ? {} : { totalMs: fetchMs };
    const body = await fetchRemote(url, carrier.mediaAccess(credentials), limits);
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
  too_costly: 'too_big',
  type_not_taken: 'type_not_taken',
  heic: 'type_not_taken',
};

const NETWORK = new Set(['ECONNRESET', 'ABORT_ERR', 'ETIMEDOUT', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

function isOfNetwork(error: unknown): boolean {
  // Our own time for it ran out.
  if (error instanceof Error && error.name === 'TimeoutError') return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // HPE_: what came is not HTTP any more.
  return NETWORK.has(code) || code.startsWith('HPE_');
}
