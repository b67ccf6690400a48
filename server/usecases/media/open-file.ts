import { and, eq } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import { handsets } from '@/db/schema/simulator';
import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { loadConversation } from '../conversations/load-conversation';
import { requirePermission } from '../require-permission';
import { fileNotFound } from './file-projection';

/** What a door needs to give somebody a file. */
export interface OpenableFile {
  id: string;
  name: string;
  contentType: string;
  bytes: number;
  sha256: string;
  isPicture: boolean;
}

const openable = {
  id: files.id,
  name: files.name,
  contentType: files.contentType,
  bytes: files.bytes,
  sha256: files.sha256,
  width: files.width,
  state: files.state,
};

/**
 * A file for somebody who may see the conversation it belongs to, asked at every fetch; one in a text box is its
 * uploader's alone. @throws DomainError not_found when there is none for them, or it is not here (yet)
 */
export async function openFile(ctx: VerbContext, { fileId }: { fileId: string }): Promise<OpenableFile> {
  const [found] = await ctx.tx
    .select({
      ...openable,
      conversationId: files.conversationId,
      messageId: files.messageId,
      scheduledId: files.scheduledId,
      handsetId: files.handsetId,
      uploadedById: files.uploadedById,
    })
    .from(files)
    .where(and(eq(files.organizationId, ctx.organizationId), eq(files.id, fileId)));
  if (!found) throw fileNotFound();
  const { conversationId, messageId, scheduledId, handsetId, uploadedById, ...file } = found;
  if (handsetId) {
    requirePermission(ctx, 'simulator.use');
  } else {
    const inTextBox = messageId === null && scheduledId === null;
    if (!conversationId || (inTextBox && uploadedById !== userOf(ctx))) throw fileNotFound();
    await loadConversation(ctx, conversationId, 'conversation.read').catch((error: unknown) => {
      throw error instanceof DomainError ? fileNotFound() : error;
    });
  }
  return toOpenable(file);
}

/**
 * A file for a carrier that was given its address with one message: the address is the right to it
 * (server/media/carrier-address). A virtual telephone's carrier may lose its files for a while.
 * @throws DomainError not_found
 */
export async function openFileForCarrier(
  ctx: VerbContext,
  { fileId }: { fileId: string },
): Promise<OpenableFile> {
  const [found] = await ctx.tx
    .select({ ...openable, behaviour: handsets.behaviour })
    .from(files)
    .leftJoin(
      handsets,
      and(eq(handsets.organizationId, files.organizationId), eq(handsets.id, files.handsetId)),
    )
    .where(and(eq(files.organizationId, ctx.organizationId), eq(files.id, fileId)));
  if (!found || found.behaviour?.losesFiles) throw fileNotFound();
  const { behaviour: _behaviour, ...file } = found;
  return toOpenable(file);
}

function toOpenable({
  width,
  state,
  bytes,
  sha256,
  ...file
}: Pick<typeof files.$inferSelect, keyof typeof openable>): OpenableFile {
  if (state !== 'ready' || bytes === null || sha256 === null) throw fileNotFound();
  return { ...file, bytes, sha256, isPicture: width !== null };
}
