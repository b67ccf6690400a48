import { and, eq, isNotNull } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import type { VerbContext } from '@/server/context';
import type { FileFault, FileView } from '@/server/domain/media/file';
import { publishHandset } from './handset-projection';

/** A file as it was fetched for a handset, or why it could not be had. */
export type FetchedFile =
  | (Pick<FileView, 'name' | 'contentType' | 'width' | 'height'> & { bytes: number; sha256: string })
  | { fault: FileFault };

/** Stores what became of a file that the simulated carrier fetched for a handset. Once settled it stays so. */
export async function settleHandsetFile(
  ctx: VerbContext,
  fileId: string,
  fetched: FetchedFile,
): Promise<void> {
  const [settled] = await ctx.tx
    .update(files)
    .set({ ...fetched, state: 'fault' in fetched ? 'unavailable' : 'ready' })
    .where(
      and(
        eq(files.organizationId, ctx.organizationId),
        eq(files.id, fileId),
        eq(files.state, 'fetching'),
        isNotNull(files.handsetId),
      ),
    )
    .returning({ handsetId: files.handsetId });
  if (settled?.handsetId) publishHandset(ctx, settled.handsetId);
}
