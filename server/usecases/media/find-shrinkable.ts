import { and, eq } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { fileNotFound } from './file-projection';
import { ownUnsent } from './unsent-files';

/**
 * A picture of the actor's that waits in a text box and may be made smaller.
 * @returns the picture to shrink, which is the one first uploaded: each writing anew would cost it more
 * @throws DomainError not_found; blocked not_a_picture
 */
export async function findShrinkable(
  ctx: VerbContext,
  { fileId }: { fileId: string },
): Promise<{ fileId: string; conversationId: string; name: string; originalBytes: number }> {
  const [file] = await ctx.tx
    .select({
      conversationId: files.conversationId,
      name: files.name,
      width: files.width,
      bytes: files.bytes,
      originalBytes: files.originalBytes,
      shrunkFromId: files.shrunkFromId,
    })
    .from(files)
    .where(and(ownUnsent(ctx), eq(files.id, fileId)));
  if (!file?.conversationId || file.bytes === null) throw fileNotFound();
  if (file.width === null) throw new DomainError('blocked', 'not_a_picture', 'Only pictures can be shrunk.');
  return {
    fileId: (await originalOf(ctx, file.shrunkFromId)) ?? fileId,
    conversationId: file.conversationId,
    name: file.name,
    originalBytes: file.originalBytes ?? file.bytes,
  };
}

/** Swept when it has waited for a day, while the smaller copy may be younger. */
async function originalOf(ctx: VerbContext, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const [original] = await ctx.tx
    .select({ id: files.id })
    .from(files)
    .where(and(ownUnsent(ctx), eq(files.id, id)));
  return original?.id ?? null;
}
