import { files } from '@/db/schema/media';
import type { VerbContext } from '@/server/context';
import type { SimulatedMessage } from '@/server/domain/simulator/wire';
import { oweWebhooks } from './owe-webhook';

/** A file of a message that was taken, at its place on our own server. */
interface ExpectedFile {
  path: string;
  name: string;
  contentType: string;
}

/** The files of a message; null when one is to be fetched elsewhere: the simulator asks nobody but us. */
export function filesOnOurServer(media: SimulatedMessage['media']): ExpectedFile[] | null {
  const found = media.flatMap(({ url, name, contentType }) => {
    const path = /\/api\/media\/c\/[\w.-]+$/.exec(new URL(url).pathname)?.[0];
    return path === undefined ? [] : { path, name, contentType };
  });
  return found.length === media.length ? found : null;
}

/** Makes places for the files on the handset, and notes that the simulated carrier is to fetch them. */
export async function expectFiles(
  ctx: VerbContext,
  connectionId: string,
  on: { handsetId: string; messageId: string },
  expected: readonly ExpectedFile[],
): Promise<void> {
  if (expected.length === 0) return;
  const places = expected.map((file) => ({ ...file, id: ctx.newId() }));
  await ctx.tx.insert(files).values(
    places.map(({ id, name, contentType }, position) => ({
      ...on,
      organizationId: ctx.organizationId,
      id,
      position,
      name,
      contentType,
      // Without `fetchAt`: not for the hand that fetches what customers sent.
      state: 'fetching' as const,
      createdAt: ctx.now,
    })),
  );
  const errands = places.map(({ id: fileId, path, name, contentType }) => ({
    connectionId,
    kind: 'fetch' as const,
    path,
    body: { type: 'fetch' as const, fileId, name, contentType },
    afterMs: 0,
  }));
  await oweWebhooks(ctx, errands, 1);
}
