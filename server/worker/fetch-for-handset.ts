import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { inOrganization } from '@/server/context';
import type { SimulatedFetch } from '@/server/domain/simulator/wire';
import { keepRaw } from '@/server/media/keep-raw';
import { MediaRefusal } from '@/server/media/media-refusal';
import type { DueWebhook } from '@/server/usecases/simulator/due-simulator-webhooks';
import { type FetchedFile, settleHandsetFile } from '@/server/usecases/simulator/settle-handset-file';
import type { DeliverWebhooksTools } from './deliver-simulator-webhooks';

const ACTOR = { kind: 'job' } as const;
const MOST_MS = 10_000;

/**
 * The simulated carrier fetches a file of an MMS from the address it was given, as a real one would, and puts it on the
 * handset byte for byte. It reaches our web process next door: PUBLIC_URL may lead nowhere on a developer's machine.
 * @returns whether it is done with; else it is tried again
 */
export async function fetchForHandset(
  tools: DeliverWebhooksTools,
  organizationId: number,
  { path, lastTry }: Pick<DueWebhook, 'path' | 'lastTry'>,
  errand: SimulatedFetch,
): Promise<boolean> {
  const fetched = await fetchFile(tools, organizationId, path, errand);
  if (fetched === null && !lastTry) return false;
  await inOrganization(tools.box, organizationId, ACTOR, (ctx) =>
    settleHandsetFile(ctx, errand.fileId, fetched ?? { fault: 'unreachable' }),
  );
  return true;
}

/** Null: no answer, or none that says anything about the file. */
async function fetchFile(
  { webBaseUrl, media }: DeliverWebhooksTools,
  organizationId: number,
  path: string,
  { fileId, name, contentType }: SimulatedFetch,
): Promise<FetchedFile | null> {
  try {
    const signal = AbortSignal.timeout(MOST_MS);
    const answer = await fetch(`${webBaseUrl}${path}`, { signal, redirect: 'error' });
    if (answer.status === 404) return { fault: 'not_found' };
    if (!answer.ok || !answer.body) return null;
    const body = Readable.fromWeb(answer.body as ReadableStream);
    const { text: _text, ...file } = await keepRaw(
      media,
      body,
      { organizationId, id: fileId, name },
      contentType,
    );
    return file;
  } catch (error) {
    return error instanceof MediaRefusal ? { fault: 'too_big' } : null;
  }
}
