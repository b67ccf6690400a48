import { and, eq } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { waitAfterTry } from '@/server/domain/media/fetch-waits';
import type { FileFault, FileView } from '@/server/domain/media/file';
import type { FileInput } from '@/server/domain/media/inputs';
import { loadConversation } from '../conversations/load-conversation';
import { changeFile } from '../messages/change-file';
import { fileColumns, fileNotFound } from './file-projection';

/** What became of a try to fetch a customer's file. */
export type Fetched =
  | (Pick<FileView, 'name' | 'contentType' | 'width' | 'height'> & {
      bytes: number;
      sha256: string;
      text: string | null;
    })
  | { fault: FileFault; lasting: boolean };

/** Writes down what a try brought, and tells the thread when that is the end of it. Once settled a file stays so. */
export async function settleFetch(ctx: VerbContext, fileId: string, fetched: Fetched): Promise<void> {
  const [file] = await ctx.tx
    .select({ messageId: files.messageId, attempts: files.attempts })
    .from(files)
    .where(ofFetching(ctx, fileId))
    .for('update');
  if (!file?.messageId) return;
  if (!('fault' in fetched)) return settle(ctx, fileId, file.messageId, { ...fetched, state: 'ready' });
  const wait = fetched.lasting ? null : waitAfterTry(file.attempts);
  if (wait === null) {
    return settle(ctx, fileId, file.messageId, { state: 'unavailable', fault: fetched.fault });
  }
  const fetchAt = new Date(ctx.now.getTime() + wait);
  await ctx.tx.update(files).set({ fetchAt }).where(ofFetching(ctx, fileId));
}

/**
 * Asks for a file again that could not be had.
 * @throws DomainError not_found; conflict not_unavailable when it is here, or asked for already
 */
export async function retryFetch(ctx: VerbContext, { fileId }: FileInput): Promise<void> {
  const own = and(eq(files.organizationId, ctx.organizationId), eq(files.id, fileId));
  const [file] = await ctx.tx
    .select({
      state: files.state,
      messageId: files.messageId,
      conversationId: files.conversationId,
      source: files.source,
    })
    .from(files)
    .where(own)
    .for('update');
  if (!file?.messageId || !file.conversationId) throw fileNotFound();
  await loadConversation(ctx, file.conversationId, 'conversation.manage').catch((error: unknown) => {
    throw error instanceof DomainError && error.code === 'not_found' ? fileNotFound() : error;
  });
  if (file.state !== 'unavailable' || !file.source) {
    throw new DomainError('conflict', 'not_unavailable', 'This file is here, or is being fetched already.');
  }
  await settle(ctx, fileId, file.messageId, {
    ...{ state: 'fetching', fault: null },
    ...{ attempts: 0, fetchAt: ctx.now },
  });
  ctx.wakeOutbox();
}

async function settle(
  ctx: VerbContext,
  fileId: string,
  messageId: string,
  change: Partial<typeof files.$inferInsert>,
): Promise<void> {
  const [view] = await ctx.tx
    .update(files)
    .set(change)
    .where(and(eq(files.organizationId, ctx.organizationId), eq(files.id, fileId)))
    .returning(fileColumns);
  if (view) await changeFile(ctx, messageId, view);
}

function ofFetching(ctx: VerbContext, fileId: string) {
  return and(eq(files.organizationId, ctx.organizationId), eq(files.id, fileId), eq(files.state, 'fetching'));
}
