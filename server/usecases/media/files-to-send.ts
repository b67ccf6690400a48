import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { FileView } from '@/server/domain/media/file';
import type { SendFile } from '@/server/domain/sending/plan-sending';
import { fileColumns } from './file-projection';
import { forgetOriginals, ownUnsent } from './unsent-files';

/** A file on its way into a message. */
export interface FileToSend extends SendFile {
  /** As the thread will show it; null when it is shown already. */
  view: FileView | null;
}

const sendableColumns = { ...fileColumns, text: files.text };

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
  const found = await ctx.tx
    .select(sendableColumns)
    .from(files)
    .where(
      and(
        ownUnsent(ctx),
        inArray(
          files.id,
          wanted.map(({ id }) => id),
        ),
        eq(files.conversationId, conversationId),
      ),
    )
    .for('update');
  const byId = new Map(found.map((file) => [file.id, file]));
  return wanted.map(({ id, alt }) => {
    const row = byId.get(id);
    if (row) return toSend({ ...row, alt });
    throw new DomainError(
      'not_found',
      'file_not_found',
      'One of the files is no longer here. Attach it again.',
    );
  });
}

/** The files that wait with a scheduled message, in their order, held until the transaction ends. */
export async function takeScheduledFiles(ctx: VerbContext, scheduledId: string): Promise<FileToSend[]> {
  const rows = await ctx.tx
    .select(sendableColumns)
    .from(files)
    .where(and(eq(files.organizationId, ctx.organizationId), eq(files.scheduledId, scheduledId)))
    .orderBy(asc(files.position))
    .for('update');
  return rows.map(toSend);
}

function toSend({ text, ...view }: FileView & { text: string | null }): FileToSend {
  const { id, name, contentType, bytes } = view;
  if (bytes === null) throw new Error('a file that was uploaded has no size');
  return { id, name, contentType, bytes, text, view };
}

/** Where files go from the text box: into a message, or with one that goes out later. */
type Place = { messageId: string } | { scheduledId: string };

/**
 * Puts files where they belong; pictures that smaller copies stand for are forgotten. Those of a message that is
 * repeated stay with the first one.
 */
export async function settleFiles(
  ctx: VerbContext,
  place: Place,
  placed: readonly FileView[],
): Promise<void> {
  const originals: string[] = [];
  for (const [position, { id, alt }] of placed.entries()) {
    const [settled] = await ctx.tx
      .update(files)
      .set({ messageId: null, scheduledId: null, ...place, position, alt, createdAt: ctx.now })
      .where(and(eq(files.organizationId, ctx.organizationId), eq(files.id, id), isNull(files.messageId)))
      .returning({ originalId: files.shrunkFromId });
    if (settled?.originalId) originals.push(settled.originalId);
  }
  await forgetOriginals(ctx, originals);
}

/** As their thread will show them. */
export function viewsOf(files: readonly FileToSend[]): FileView[] {
  return files.flatMap(({ view }) => view ?? []);
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
