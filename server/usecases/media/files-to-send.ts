import { and, eq, inArray, isNull } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { FileView } from '@/server/domain/media/file';
import type { SendFile } from '@/server/domain/sending/plan-sending';
import { fileColumns } from './file-projection';
import { forgetOriginals } from './unsent-files';

/** A file on its way into a message. */
export interface FileToSend extends SendFile {
  /** As the thread will show it; null when it is shown already. */
  view: FileView | null;
}

/**
 * The actor's waiting files of a conversation, in the order asked for, held until the transaction ends.
 * @throws DomainError not_found file_not_found when one is gone, was sent already, or is somebody else's
 */
export async function takeFilesToSend(
  ctx: VerbContext,
  conversationId: string,
  wanted: readonly { id: string; alt: string }[],
): Promise<FileToSend[]> {
  if (wanted.length === 0) return [];
  const userId = userOf(ctx);
  const found = await ctx.tx
    .select({ ...fileColumns, text: files.text })
    .from(files)
    .where(
      and(
        eq(files.organizationId, ctx.organizationId),
        inArray(
          files.id,
          wanted.map(({ id }) => id),
        ),
        eq(files.conversationId, conversationId),
        userId ? eq(files.uploadedById, userId) : isNull(files.uploadedById),
        isNull(files.messageId),
      ),
    )
    .for('update');
  const byId = new Map(found.map((file) => [file.id, file]));
  return wanted.map(({ id, alt }) => {
    const row = byId.get(id);
    if (!row || row.bytes === null) {
      throw new DomainError(
        'not_found',
        'file_not_found',
        'One of the files is no longer here. Attach it again.',
      );
    }
    const { text, ...view } = row;
    const { name, contentType, bytes } = row;
    return { id, name, contentType, bytes, text, view: { ...view, alt } };
  });
}

/** Makes files part of their message; pictures that smaller copies stand for are forgotten. Those of a message that is repeated stay with the first one. */
export async function settleFiles(
  ctx: VerbContext,
  messageId: string,
  sent: readonly FileView[],
): Promise<void> {
  const originals: string[] = [];
  for (const [position, { id, alt }] of sent.entries()) {
    const [settled] = await ctx.tx
      .update(files)
      .set({ messageId, position, alt })
      .where(and(eq(files.organizationId, ctx.organizationId), eq(files.id, id), isNull(files.messageId)))
      .returning({ originalId: files.shrunkFromId });
    if (settled?.originalId) originals.push(settled.originalId);
  }
  await forgetOriginals(ctx, originals);
}

/** Waiting files that are not kept; their bytes go with the next sweep. */
export async function forgetFiles(ctx: VerbContext, ids: readonly string[]): Promise<void> {
  const forgotten = await ctx.tx
    .delete(files)
    .where(
      and(eq(files.organizationId, ctx.organizationId), inArray(files.id, [...ids]), isNull(files.messageId)),
    )
    .returning({ originalId: files.shrunkFromId });
  await forgetOriginals(
    ctx,
    forgotten.flatMap(({ originalId }) => originalId ?? []),
  );
}
