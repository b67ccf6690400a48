import { sql } from 'drizzle-orm';
import type { DemoConversation } from '@/db/seed/demo-history';
import { DEMO_LABELS, DEMO_TRIAGE } from '@/db/seed/demo-triage';
import type { VerbContext } from '@/server/context';
import { renameConversation } from '@/server/usecases/conversations/rename-conversation';
import { setConversationState } from '@/server/usecases/conversations/set-conversation-state';
import { setLabels } from '@/server/usecases/conversations/set-labels';
import { saveLabel } from '@/server/usecases/labels/save-label';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What the demo's people have made of their conversations: by the verbs, each soon after its last message. */
export async function seedDemoTriage(
  ctx: VerbContext,
  supervisorId: string,
  history: readonly DemoConversation[],
): Promise<{ labelIds: string[] }> {
  const labelIds: string[] = [];
  for (const label of DEMO_LABELS) labelIds.push((await saveLabel(ctx, { id: ctx.newId(), ...label })).id);

  for (const { conversation: index, labels, title, state, snoozedHours } of DEMO_TRIAGE) {
    const conversation = history[index];
    if (!conversation) continue;
    const then = after(ctx, conversation, conversation.assigneeId ?? supervisorId);
    const conversationId = conversation.id;
    if (labels)
      await setLabels(then, { conversationId, labelIds: labels.flatMap((at) => labelIds[at] ?? []) });
    if (title) await renameConversation(then, { conversationId, title });
    if (state === 'snoozed') {
      const until = snoozedHours ? new Date(ctx.now.getTime() + snoozedHours * HOUR).toISOString() : null;
      await setConversationState(then, { conversationId, state, until });
    } else if (state) {
      await setConversationState(then, { conversationId, state });
    }
    await readToTheEnd(ctx, conversation);
  }
  return { labelIds };
}

/** The verb's surroundings as they were when this person had just read the last message. */
function after(ctx: VerbContext, conversation: DemoConversation, userId: string): VerbContext {
  return {
    ...ctx,
    now: soonAfter(ctx, conversation),
    actor: { kind: 'user', userId, role: 'supervisor', licence: 'premium', active: true },
  };
}

/** Three minutes after the last message, or now. */
export function soonAfter(ctx: VerbContext, { messages }: DemoConversation): Date {
  const last = messages.at(-1)?.createdAt ?? ctx.now;
  return new Date(Math.min(last.getTime() + 3 * MINUTE, ctx.now.getTime()));
}

/** Nobody finds news in what happened in the house; the customer's words stay as read or unread as they were. */
export async function readToTheEnd(ctx: VerbContext, { id, messages }: DemoConversation): Promise<void> {
  await ctx.tx.execute(sql`
    update read_marks r set last_read_seq = c.last_seq from conversations c
    where c.organization_id = ${ctx.organizationId} and c.id = ${id}
      and r.organization_id = c.organization_id and r.conversation_id = c.id
      and r.last_read_seq = ${messages.length}`);
}
