import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import { userOf, type VerbContext } from '@/server/context';
import type { WaitingFile } from '@/server/domain/media/file';
import type { RemoveFileInput, UnsentFilesInput } from '@/server/domain/media/inputs';
import { loadConversation } from '../conversations/load-conversation';
import { requirePermission } from '../require-permission';
import { waitingFileColumns } from './file-projection';

/**
 * The actor's own files that wait in a conversation's text box, on every device, in the order they were chosen: ids tell it,
 * since uploads end in any order. A smaller copy of a picture stands in its place, the picture itself behind it.
 */
export async function listUnsentFiles(
  ctx: VerbContext,
  { conversationId }: UnsentFilesInput,
): Promise<WaitingFile[]> {
  await loadConversation(ctx, conversationId, 'conversation.read');
  return ctx.tx
    .select(waitingFileColumns)
    .from(files)
    .where(and(ownUnsent(ctx), eq(files.conversationId, conversationId)))
    .orderBy(asc(sql`coalesce(${files.shrunkFromId}, ${files.id})`), sql`${files.shrunkFromId} is null`);
}

/**
 * Takes a file out of the text box, or off a virtual telephone, and the picture that it was made from, unless that is kept;
 * bytes go with the next sweep. What was sent, or is not the actor's, stays.
 */
export async function removeUnsentFile(
  ctx: VerbContext,
  { fileId, keepOriginal = false }: RemoveFileInput,
): Promise<void> {
  requirePermission(ctx, 'upload.remove');
  const [removed] = await ctx.tx
    .delete(files)
    .where(and(ownUnsent(ctx), eq(files.id, fileId)))
    .returning({ originalId: files.shrunkFromId });
  if (removed?.originalId && !keepOriginal) await forgetOriginals(ctx, [removed.originalId]);
}

/** Pictures that a smaller copy stands for, which was sent or removed. */
export async function forgetOriginals(ctx: VerbContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.tx.delete(files).where(and(ownUnsent(ctx), inArray(files.id, [...ids])));
}

/** Files that waited with a scheduled message wait in the actor's text box again, whoever put them there. @returns them, in their order */
export async function returnFiles(ctx: VerbContext, scheduledId: string): Promise<WaitingFile[]> {
  const returned = await ctx.tx
    .update(files)
    .set({ scheduledId: null, uploadedById: userOf(ctx), createdAt: ctx.now })
    .where(and(eq(files.organizationId, ctx.organizationId), eq(files.scheduledId, scheduledId)))
    .returning({ ...waitingFileColumns, position: files.position });
  return returned.toSorted((a, b) => a.position - b.position).map(({ position: _position, ...file }) => file);
}

/** Part of no message yet, neither of one that was sent nor of one that goes out later. */
export const isUnsent = and(isNull(files.messageId), isNull(files.scheduledId));

/** Uploaded by the actor, and unsent. */
export function ownUnsent(ctx: VerbContext) {
  const userId = userOf(ctx);
  return and(
    eq(files.organizationId, ctx.organizationId),
    userId ? eq(files.uploadedById, userId) : isNull(files.uploadedById),
    isUnsent,
  );
}
