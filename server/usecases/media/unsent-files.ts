import { and, asc, eq, isNull } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import { userOf, type VerbContext } from '@/server/context';
import type { WaitingFile } from '@/server/domain/media/file';
import type { FileInput, UnsentFilesInput } from '@/server/domain/media/inputs';
import { loadConversation } from '../conversations/load-conversation';
import { requirePermission } from '../require-permission';
import { waitingFileColumns } from './file-projection';

/** The actor's own files that wait in a conversation's text box, in the order they were added; on every device. */
export async function listUnsentFiles(
  ctx: VerbContext,
  { conversationId }: UnsentFilesInput,
): Promise<WaitingFile[]> {
  await loadConversation(ctx, conversationId, 'conversation.read');
  return ctx.tx
    .select(waitingFileColumns)
    .from(files)
    .where(and(ownUnsent(ctx), eq(files.conversationId, conversationId)))
    .orderBy(asc(files.createdAt), asc(files.id));
}

/** Takes a file out of the text box, or off a virtual telephone; its bytes go with the next sweep. One that was sent, or is not the actor's, stays. */
export async function removeUnsentFile(ctx: VerbContext, { fileId }: FileInput): Promise<void> {
  requirePermission(ctx, 'upload.remove');
  await ctx.tx.delete(files).where(and(ownUnsent(ctx), eq(files.id, fileId)));
}

/** Uploaded by the actor, and part of no message yet. */
function ownUnsent(ctx: VerbContext) {
  const userId = userOf(ctx);
  return and(
    eq(files.organizationId, ctx.organizationId),
    userId ? eq(files.uploadedById, userId) : isNull(files.uploadedById),
    isNull(files.messageId),
  );
}
