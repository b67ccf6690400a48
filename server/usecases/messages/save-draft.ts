import { and, eq, sql } from 'drizzle-orm';
import { drafts } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { SaveDraftInput } from '@/server/domain/messages/inputs';
import { loadConversation } from '../conversations/load-conversation';

export interface Draft {
  text: string;
  /** Rises with each save; 0 = never saved. */
  revision: number;
}

/**
 * Keeps what the actor has typed but not sent. `revision` is the one the text was typed over.
 * @throws DomainError conflict draft_changed when another device saved in the meantime
 */
export async function saveDraft(ctx: VerbContext, input: SaveDraftInput): Promise<{ revision: number }> {
  const userId = readerOf(ctx);
  await loadConversation(ctx, input.conversationId, 'draft.save');
  const { rows } = await ctx.tx.execute<{ revision: number }>(sql`
    insert into ${drafts} as draft (organization_id, user_id, conversation_id, text, revision, updated_at)
    values (${ctx.organizationId}, ${userId}, ${input.conversationId}, ${input.text}, 1, ${ctx.now})
    on conflict (organization_id, user_id, conversation_id)
    do update set text = excluded.text, revision = draft.revision + 1, updated_at = excluded.updated_at
      where draft.revision = ${input.revision}
    returning revision`);
  const revision = rows[0]?.revision;
  if (revision === undefined) {
    throw new DomainError('conflict', 'draft_changed', 'This draft was changed on another device.');
  }
  publishDraft(ctx, userId, input.conversationId, { text: input.text, revision });
  return { revision };
}

/** What the actor has typed in this conversation; an empty text when nothing. */
export async function getDraft(ctx: VerbContext, input: { conversationId: string }): Promise<Draft> {
  const userId = readerOf(ctx);
  await loadConversation(ctx, input.conversationId, 'draft.save');
  const [draft] = await ctx.tx
    .select({ text: drafts.text, revision: drafts.revision })
    .from(drafts)
    .where(draftKey(ctx, userId, input.conversationId));
  return draft ?? { text: '', revision: 0 };
}

/** Empties the actor's draft, when its text was sent. */
export async function clearDraft(ctx: VerbContext, conversationId: string): Promise<void> {
  if (ctx.actor.kind !== 'user') return;
  const { userId } = ctx.actor;
  const [cleared] = await ctx.tx
    .update(drafts)
    .set({ text: '', revision: sql`revision + 1`, updatedAt: ctx.now })
    .where(draftKey(ctx, userId, conversationId))
    .returning({ revision: drafts.revision });
  if (cleared) publishDraft(ctx, userId, conversationId, { text: '', revision: cleared.revision });
}

function draftKey(ctx: VerbContext, userId: string, conversationId: string) {
  return and(
    eq(drafts.organizationId, ctx.organizationId),
    eq(drafts.userId, userId),
    eq(drafts.conversationId, conversationId),
  );
}

function publishDraft(ctx: VerbContext, userId: string, conversationId: string, draft: Draft): void {
  ctx.publish({ to: 'user', userId }, { kind: 'draft.saved', conversationId, ...draft });
}

/** Drafts and read marks belong to people; a carrier or job has none. */
function readerOf(ctx: VerbContext): string {
  if (ctx.actor.kind === 'user') return ctx.actor.userId;
  throw new DomainError('forbidden', 'person_needed', 'Only a person can do this.');
}
