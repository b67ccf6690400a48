import type { VerbContext } from '@/server/context';
import { advanceStatus } from '@/server/domain/messages/status';
import { forgetHandOver } from '@/server/outbox/hand-over';
import { changeStatus, lockMessage, type StatusChange } from './change-status';
import type { MessageRow } from './message-projection';

/** The hand-over is over: its promise goes, and the message says what became of it. */
export async function settleHandOver(
  ctx: VerbContext,
  messageId: string,
  change: StatusChange,
): Promise<void> {
  await forgetHandOver(ctx.tx, ctx.organizationId, messageId);
  const message = await lockMessage(ctx, messageId);
  if (message) await climb(ctx, message, change);
}

/** Writes a locked message's status only if it climbs (design rule 4). */
export async function climb(ctx: VerbContext, message: MessageRow, change: StatusChange): Promise<void> {
  const { status, changed } = advanceStatus(message.status, change.status);
  if (changed && status === change.status) await changeStatus(ctx, message, change);
}
