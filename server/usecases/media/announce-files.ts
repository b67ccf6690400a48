import { files } from '@/db/schema/media';
import type { InboundMessage } from '@/server/carriers/carrier';
import type { VerbContext } from '@/server/context';
import type { FileView } from '@/server/domain/media/file';
import { safeFileName } from '@/server/domain/media/file-name';
import { fileTypeOf } from '@/server/domain/media/file-types';

/** The message that the files came with. */
interface Announced {
  connectionId: string;
  conversation: { id: string; inboxId: string };
  messageId: string;
}

/**
 * Notes the files of a customer's message, which are still at the carrier: the thread shows their places at once, and
 * the worker fetches them. The type is the carrier's word until the content has been read.
 * @returns what the thread shows, in the carrier's order
 */
export async function announceFiles(
  ctx: VerbContext,
  { connectionId, conversation, messageId }: Announced,
  media: InboundMessage['media'],
): Promise<FileView[]> {
  const announced = media.map(({ url, contentType }) => ({
    id: ctx.newId(),
    url,
    contentType,
    name: nameOf(url, contentType),
  }));
  await ctx.tx.insert(files).values(
    announced.map(({ url, ...file }, position) => ({
      ...file,
      organizationId: ctx.organizationId,
      conversationId: conversation.id,
      inboxId: conversation.inboxId,
      messageId,
      position,
      state: 'fetching' as const,
      source: { connectionId, url },
      fetchAt: ctx.now,
      createdAt: ctx.now,
    })),
  );
  // The same doorbell wakes all hands that wait for something to do.
  ctx.wakeOutbox();
  return announced.map(({ id, name, contentType }) => ({
    id,
    name,
    contentType,
    bytes: null,
    width: null,
    height: null,
    alt: '',
    state: 'fetching',
    fault: null,
  }));
}

/** The last part of the address when it looks like a file's name; carriers' own ids do not. */
function nameOf(url: string, contentType: string): string {
  const last = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  const claimed = last.includes('.') ? decoded(last) : '';
  return safeFileName(claimed, fileTypeOf(contentType)?.extensions[0] ?? 'bin');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
