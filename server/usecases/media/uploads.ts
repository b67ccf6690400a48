import { and, count, eq } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { MAX_WAITING, MMS_BUDGET, type WaitingFile } from '@/server/domain/media/file';
import { FILE_REFUSALS } from '@/server/domain/media/file-refusals';
import type { UploadInput } from '@/server/domain/media/inputs';
import { loadConversation } from '../conversations/load-conversation';
import { requirePermission } from '../require-permission';
import { loadHandset } from '../simulator/handset-projection';
import { waitingFileColumns } from './file-projection';
import { ownUnsent } from './unsent-files';

/** A file that has been stored and read (server/media); its row makes it known. */
type UploadedFile = Pick<WaitingFile, 'name' | 'contentType' | 'width' | 'height'> & {
  bytes: number;
  sha256: string;
  text: string | null;
  originalBytes?: number;
  shrunkFromId?: string;
};

/**
 * Asked before a byte is taken in: may this person put a file there, and is there room? The same id again answers with
 * the file that it brought, so that an upload whose answer was lost can be repeated.
 * @throws DomainError not_found, forbidden; blocked too_many_waiting; conflict id_in_use
 */
export async function allowUpload(ctx: VerbContext, input: UploadInput): Promise<WaitingFile | null> {
  const place = await placeOf(ctx, input);
  const [earlier] = await ctx.tx
    .select({
      ...waitingFileColumns,
      conversationId: files.conversationId,
      handsetId: files.handsetId,
      by: files.uploadedById,
    })
    .from(files)
    .where(and(eq(files.organizationId, ctx.organizationId), eq(files.id, input.id)));
  if (earlier) {
    const { conversationId, handsetId, by, ...view } = earlier;
    const same =
      by === userOf(ctx) &&
      conversationId === (place.conversationId ?? null) &&
      handsetId === (place.handsetId ?? null);
    if (!same) throw new DomainError('conflict', 'id_in_use', 'This file id was used for another file.');
    return view;
  }
  await needRoom(ctx, input);
  return null;
}

/**
 * Makes a stored file known as the actor's upload. Asks again what allowUpload asked: the upload took its time.
 * @throws DomainError as allowUpload; too_large never_fits
 */
export async function recordUpload(
  ctx: VerbContext,
  input: UploadInput,
  file: UploadedFile,
): Promise<WaitingFile> {
  const place = await placeOf(ctx, input);
  if (place.conversationId && file.width === null && file.bytes > MMS_BUDGET) {
    throw new DomainError('too_large', 'never_fits', FILE_REFUSALS.never_fits);
  }
  const [row] = await ctx.tx
    .insert(files)
    .values({
      ...file,
      ...place,
      organizationId: ctx.organizationId,
      id: input.id,
      uploadedById: userOf(ctx),
      state: 'ready',
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning(waitingFileColumns);
  const stored = row ?? (await allowUpload(ctx, input));
  if (!stored) throw new Error('a file that is neither new nor there');
  return stored;
}

async function placeOf(
  ctx: VerbContext,
  input: UploadInput,
): Promise<{ conversationId?: string; inboxId?: string; handsetId?: string }> {
  if ('handsetId' in input) {
    requirePermission(ctx, 'simulator.use');
    return { handsetId: (await loadHandset(ctx, input.handsetId)).id };
  }
  const conversation = await loadConversation(ctx, input.conversationId, 'message.send');
  return { conversationId: conversation.id, inboxId: conversation.inboxId };
}

/** So that nobody fills the disk with files that are never sent. */
async function needRoom(ctx: VerbContext, input: UploadInput): Promise<void> {
  const of =
    'handsetId' in input
      ? eq(files.handsetId, input.handsetId)
      : eq(files.conversationId, input.conversationId);
  const [waiting] = await ctx.tx
    .select({ files: count() })
    .from(files)
    .where(and(ownUnsent(ctx), of));
  if (waiting && waiting.files >= MAX_WAITING) {
    throw new DomainError('blocked', 'too_many_waiting', FILE_REFUSALS.too_many_waiting);
  }
}
