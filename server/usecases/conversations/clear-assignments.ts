import { and, asc, eq } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import { isAssignable, setAssignee } from './assign-conversation';
import { conversationColumns } from './conversation-projection';

/**
 * Takes a user's assignments from them where they may no longer have them (trap 19): to be called by whatever
 * switched the user off, lowered the licence or took them out of a Service, after it has changed that row and in
 * its transaction. Whoever may still answer for a Service keeps its conversations.
 * @returns how many conversations are unassigned now
 */
export async function clearAssignmentsOf(ctx: VerbContext, userId: string): Promise<number> {
  const theirs = and(
    eq(conversations.organizationId, ctx.organizationId),
    eq(conversations.assigneeId, userId),
  );
  // Locked first, in one order; what is known of them is read afterwards: see conversationColumns.
  await ctx.tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(theirs)
    .orderBy(asc(conversations.id))
    .for('update');
  const held = await ctx.tx.select(conversationColumns).from(conversations).where(theirs);
  const serviceIds = new Set(held.map(({ serviceId }) => serviceId));
  let cleared = 0;
  for (const serviceId of serviceIds) {
    if (await isAssignable(ctx, { serviceId }, userId)) continue;
    for (const conversation of held.filter((one) => one.serviceId === serviceId)) {
      await setAssignee(ctx, conversation, null);
      cleared += 1;
    }
  }
  return cleared;
}
