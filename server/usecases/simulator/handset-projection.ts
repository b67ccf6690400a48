import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import { handsetMessages, handsets } from '@/db/schema/simulator';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { FileView } from '@/server/domain/media/file';
import {
  type HandsetBehaviour,
  type HandsetMessageView,
  type HandsetView,
  ORDINARY_BEHAVIOUR,
} from '@/server/domain/simulator/handset';
import { fileColumns } from '../media/file-projection';

export const handsetColumns = {
  id: handsets.id,
  number: handsets.number,
  name: handsets.name,
  // Switches that were thought of after the handset was made are off.
  behaviour: sql<HandsetBehaviour>`${JSON.stringify(ORDINARY_BEHAVIOUR)}::jsonb || ${handsets.behaviour}`,
};

export const handsetMessageColumns = {
  id: handsetMessages.id,
  handsetId: handsetMessages.handsetId,
  direction: handsetMessages.direction,
  peer: handsetMessages.peer,
  text: handsetMessages.text,
  at: handsetMessages.at,
};

export function toHandsetMessageView(
  row: Omit<HandsetMessageView, 'at' | 'files'> & { at: Date },
  filesOfIt: FileView[] = [],
): HandsetMessageView {
  return { ...row, files: filesOfIt, at: row.at.toISOString() };
}

/** The files of messages on handsets, in their order, by the message's id. */
export async function filesOnHandsets(
  ctx: VerbContext,
  messageIds: readonly string[],
): Promise<Map<string, FileView[]>> {
  const found = await ctx.tx
    .select({ ...fileColumns, messageId: files.messageId })
    .from(files)
    .where(
      and(
        eq(files.organizationId, ctx.organizationId),
        inArray(files.messageId, [...messageIds]),
        isNotNull(files.handsetId),
      ),
    )
    .orderBy(asc(files.position));
  const byMessage = new Map<string, FileView[]>();
  for (const { messageId, ...file } of found) {
    if (messageId !== null) byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), file]);
  }
  return byMessage;
}

/** @throws DomainError not_found handset_not_found */
export async function loadHandset(ctx: VerbContext, handsetId: string): Promise<HandsetView> {
  const [found] = await ctx.tx
    .select(handsetColumns)
    .from(handsets)
    .where(and(eq(handsets.organizationId, ctx.organizationId), eq(handsets.id, handsetId)));
  if (!found) throw handsetNotFound();
  return found;
}

export function handsetNotFound(): DomainError {
  return new DomainError('not_found', 'handset_not_found', 'There is no such handset.');
}

/** Tells every open simulator page. */
export function publishHandset(ctx: VerbContext, handsetId: string): void {
  ctx.publish({ to: 'organization' }, { kind: 'simulator.changed', handsetId });
}
