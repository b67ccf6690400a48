import { and, eq } from 'drizzle-orm';
import { timers } from '@/db/schema/timers';
import type { VerbContext } from '@/server/context';
import type { TimerKind } from '@/server/domain/timers/timer';

/** Something is to happen at `dueAt`; an earlier timer of the same kind and target is moved there. */
export async function setTimer(
  ctx: VerbContext,
  kind: TimerKind,
  targetId: string,
  dueAt: Date,
): Promise<void> {
  const { organizationId } = ctx;
  await ctx.tx
    .insert(timers)
    .values({ organizationId, kind, targetId, dueAt })
    .onConflictDoUpdate({
      target: [timers.organizationId, timers.kind, timers.targetId],
      set: { dueAt },
    });
}

/**
 * Takes a timer away: nothing will happen, or it happens now in this transaction. Whoever gets `true` does
 * it, and nobody else ever will. @returns whether there was one
 */
export async function takeTimer(ctx: VerbContext, kind: TimerKind, targetId: string): Promise<boolean> {
  const taken = await ctx.tx
    .delete(timers)
    .where(timerIs(ctx, kind, targetId))
    .returning({ kind: timers.kind });
  return taken.length > 0;
}

/** Moves a timer that is still there; one that was taken stays taken. */
export async function postponeTimer(
  ctx: VerbContext,
  kind: TimerKind,
  targetId: string,
  dueAt: Date,
): Promise<void> {
  await ctx.tx
    .update(timers)
    .set({ dueAt })
    .where(timerIs(ctx, kind, targetId));
}

function timerIs(ctx: VerbContext, kind: TimerKind, targetId: string) {
  return and(
    eq(timers.organizationId, ctx.organizationId),
    eq(timers.kind, kind),
    eq(timers.targetId, targetId),
  );
}
