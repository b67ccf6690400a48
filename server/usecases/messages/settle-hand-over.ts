import type { VerbContext } from '@/server/context';
import { advanceStatus } from '@/server/domain/messages/status';
import { forgetHandOver } from '@/server/outbox/hand-over';
import { changeStatus, lockMessage, type StatusChange } from './change-status';

/** The hand-over is over: its promise goes, and the message says what became of it. */
export async function settleHandOver(
  ctx: VerbContext,
  messageId: string,
  change: StatusChange,
): Promise<void> {
  await forgetHandOver(ctx.tx, ctx.organizationId, messageId);
  await climb(ctx, messageId, change);
}

/** Writes a status only if it climbs (design rule 4). */
export async function climb(ctx: VerbContext, messageId: string, change: StatusChange): Promise<void> {
  const message = await lockMessage(ctx, messageId);
  if (!message) return;
  const { status, changed } = advanceStatus(message.status, change.status);
  if (changed && status === change.status) await changeStatus(ctx, message, change);
}
