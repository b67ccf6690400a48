import { and, eq, isNull } from 'drizzle-orm';
import { files } from '@/db/schema/media';
import { connections, numbers } from '@/db/schema/numbers';
import { handsetMessages } from '@/db/schema/simulator';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { FileView } from '@/server/domain/media/file';
import { kindOf } from '@/server/domain/media/file-types';
import type { HandsetMessageView } from '@/server/domain/simulator/handset';
import type { WriteFromHandsetInput } from '@/server/domain/simulator/inputs';
import { SLOW_BY_MS } from '@/server/domain/simulator/plan-delivery';
import { fileColumns, fileNotFound } from '../media/file-projection';
import { requirePermission } from '../require-permission';
import {
  filesOnHandsets,
  handsetMessageColumns,
  loadHandset,
  publishHandset,
  toHandsetMessageView,
} from './handset-projection';
import { later, oweWebhooks } from './owe-webhook';

/**
 * The person with the handset sends a text, files or both to one of our numbers. It shows on the handset at once; the
 * simulated carrier brings it to our webhook, as any carrier would. The caller's `id` makes it
 * idempotent: the same id again sends nothing.
 * @throws DomainError not_found handset_not_found, file_not_found, or number_unreachable when the number is no
 *   number of ours or belongs to a real carrier; conflict id_in_use
 */
export async function writeFromHandset(
  ctx: VerbContext,
  input: WriteFromHandsetInput,
): Promise<HandsetMessageView> {
  requirePermission(ctx, 'simulator.use');
  const handset = await loadHandset(ctx, input.handsetId);
  const { id, to, text } = input;
  const line = await findLine(ctx, to);
  const [written] = await ctx.tx
    .insert(handsetMessages)
    .values({
      organizationId: ctx.organizationId,
      id,
      handsetId: handset.id,
      direction: 'written',
      peer: to,
      text,
      at: later(0),
    })
    .onConflictDoNothing()
    .returning(handsetMessageColumns);
  if (!written) return sameAsBefore(ctx, input);

  const attached = await attachFiles(ctx, handset.id, id, input.fileIds ?? []);
  const { slow, deliversTwice, liesAboutTypes } = handset.behaviour;
  const inbound = {
    type: 'inbound',
    id,
    from: handset.number,
    to,
    text,
    media: attached.map(({ id: fileId, name, contentType }) => ({
      fileId,
      name,
      contentType: liesAboutTypes ? lieAbout(contentType) : contentType,
    })),
    sentAt: ctx.now.toISOString(),
  } as const;
  await oweWebhooks(
    ctx,
    [
      {
        connectionId: line.connectionId,
        kind: 'inbound',
        path: `/api/webhooks/${line.webhookToken}/inbound`,
        body: inbound,
        afterMs: slow ? SLOW_BY_MS : 0,
      },
    ],
    deliversTwice ? 2 : 1,
  );
  publishHandset(ctx, handset.id);
  return toHandsetMessageView(written, attached);
}

/** Makes files that were uploaded for this handset part of its message. */
async function attachFiles(
  ctx: VerbContext,
  handsetId: string,
  messageId: string,
  fileIds: readonly string[],
): Promise<FileView[]> {
  const attached: FileView[] = [];
  for (const [position, fileId] of fileIds.entries()) {
    const [file] = await ctx.tx
      .update(files)
      .set({ messageId, position })
      .where(
        and(
          eq(files.organizationId, ctx.organizationId),
          eq(files.id, fileId),
          eq(files.handsetId, handsetId),
          isNull(files.messageId),
        ),
      )
      .returning(fileColumns);
    if (!file) throw fileNotFound();
    attached.push(file);
  }
  return attached;
}

function lieAbout(contentType: string): string {
  return kindOf(contentType) === 'image' ? 'application/pdf' : 'image/jpeg';
}

async function findLine(
  ctx: VerbContext,
  e164: string,
): Promise<{ connectionId: string; webhookToken: string }> {
  const [line] = await ctx.tx
    .select({ connectionId: connections.id, webhookToken: connections.webhookToken })
    .from(numbers)
    .innerJoin(
      connections,
      and(eq(connections.organizationId, numbers.organizationId), eq(connections.id, numbers.connectionId)),
    )
    .where(
      and(
        eq(numbers.organizationId, ctx.organizationId),
        eq(numbers.e164, e164),
        eq(connections.kind, 'simulator'),
      ),
    );
  if (!line) {
    throw new DomainError(
      'not_found',
      'number_unreachable',
      'Handsets can only write to numbers of the simulator.',
    );
  }
  return line;
}

async function sameAsBefore(ctx: VerbContext, input: WriteFromHandsetInput): Promise<HandsetMessageView> {
  const [earlier] = await ctx.tx
    .select(handsetMessageColumns)
    .from(handsetMessages)
    .where(and(eq(handsetMessages.organizationId, ctx.organizationId), eq(handsetMessages.id, input.id)));
  const filesOfIt = (await filesOnHandsets(ctx, [input.id])).get(input.id) ?? [];
  const same =
    earlier?.handsetId === input.handsetId &&
    earlier.peer === input.to &&
    earlier.text === input.text &&
    filesOfIt.map(({ id }) => id).join() === (input.fileIds ?? []).join();
  if (!earlier || !same) {
    throw new DomainError('conflict', 'id_in_use', 'This message id was used for another message.');
  }
  return toHandsetMessageView(earlier, filesOfIt);
}
