import { and, eq, sql } from 'drizzle-orm';
import { snippets } from '@/db/schema/snippets';
import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { SaveSnippetInput } from '@/server/domain/snippets/inputs';
import { readVariables, type Snippet, type SnippetScope } from '@/server/domain/snippets/snippet';
import { can } from '@/server/domain/users/can';
import { needWriter } from './need-writer';

/**
 * Makes a snippet, or changes one. A personal one is its owner's alone; a Service's is written by its members
 * and by supervisors; everybody's by supervisors. The scope of a snippet stays what it is.
 * @throws DomainError not_found; forbidden; conflict snippet_changed, shortcut_taken; invalid_input unknown_variable
 */
export async function saveSnippet(ctx: VerbContext, input: SaveSnippetInput): Promise<Snippet> {
  const userId = needWriter(ctx);
  const { id, scope, serviceId, name, shortcut, text, version } = input;
  const ownerId = scope === 'personal' ? userId : null;
  await needLeave(ctx, { scope, serviceId, ownerId });
  await needKnownVariables(ctx, text);
  const content = { name, shortcut, text };
  if (version > 0) await needSame(ctx, input, ownerId);
  await needFreeShortcut(ctx, id, { shortcut, ownerId, serviceId });
  const [stored] =
    version === 0
      ? await ctx.tx
          .insert(snippets)
          .values({
            organizationId: ctx.organizationId,
            id,
            ownerId,
            serviceId,
            ...content,
            createdAt: ctx.now,
          })
          .onConflictDoNothing()
          .returning({ version: snippets.version })
      : await ctx.tx
          .update(snippets)
          .set({ ...content, version: sql`version + 1` })
          .where(and(snippetIs(ctx, id), eq(snippets.version, version)))
          .returning({ version: snippets.version });
  if (!stored) {
    throw new DomainError('conflict', 'snippet_changed', 'Somebody has changed this snippet meanwhile.');
  }
  tellOfSnippets(ctx, ownerId);
  return { id, scope, serviceId, ownerId, ...content, version: stored.version };
}

/** One that is gone already, or was never the actor's to see, is as good as deleted. @throws DomainError forbidden */
export async function deleteSnippet(ctx: VerbContext, { id }: { id: string }): Promise<{ id: string }> {
  needWriter(ctx);
  const row = await findSnippet(ctx, id);
  if (!row) return { id };
  const scope = row.ownerId ? 'personal' : row.serviceId ? 'service' : 'organization';
  await needLeave(ctx, { scope, ...row });
  await ctx.tx.delete(snippets).where(snippetIs(ctx, id));
  tellOfSnippets(ctx, row.ownerId);
  return { id };
}

function snippetIs(ctx: VerbContext, id: string) {
  return and(eq(snippets.organizationId, ctx.organizationId), eq(snippets.id, id));
}

async function findSnippet(ctx: VerbContext, id: string) {
  const [row] = await ctx.tx
    .select({ ownerId: snippets.ownerId, serviceId: snippets.serviceId })
    .from(snippets)
    .where(snippetIs(ctx, id))
    .for('update');
  // Somebody else's own snippet is nobody's business, not even that there is one.
  return row?.ownerId && row.ownerId !== userOf(ctx) ? undefined : row;
}

/** A snippet does not change hands by being saved. */
async function needSame(ctx: VerbContext, input: SaveSnippetInput, ownerId: string | null): Promise<void> {
  const row = await findSnippet(ctx, input.id);
  if (row?.ownerId !== ownerId || row.serviceId !== input.serviceId) throw snippetNotFound();
}

interface Place {
  scope: SnippetScope;
  serviceId: string | null;
  ownerId: string | null;
}

async function needLeave(ctx: VerbContext, { scope, serviceId }: Place): Promise<void> {
  const { rows } = await ctx.tx.execute<{ exists: boolean; member: boolean }>(sql`
    select exists (select from services where organization_id = ${ctx.organizationId} and id = ${serviceId}),
      exists (select from service_members where organization_id = ${ctx.organizationId}
        and service_id = ${serviceId} and user_id = ${userOf(ctx)}) as member`);
  if (scope === 'service' && !rows[0]?.exists) {
    throw new DomainError('not_found', 'service_not_found', 'There is no such Service.');
  }
  // As for labels: what everybody uses is kept by supervisors and admins.
  const verdict =
    scope === 'organization'
      ? can(ctx.actor, 'labels.administer', {})
      : can(ctx.actor, 'draft.save', {
          isServiceMember: scope === 'personal' || rows[0]?.member === true,
        });
  if (!verdict.allowed) throw new DomainError('forbidden', verdict.reason, verdict.message);
}

/** A variable of a contact's own field must name one that some contact has; the input cannot know which. */
async function needKnownVariables(ctx: VerbContext, text: string): Promise<void> {
  if (readVariables(text, []).ok) return;
  const { rows } = await ctx.tx.execute<{ field: string }>(sql`
    select distinct jsonb_object_keys(fields) as field from contacts
    where organization_id = ${ctx.organizationId}`);
  const reading = readVariables(
    text,
    rows.map(({ field }) => field),
  );
  if (!reading.ok) throw new DomainError('invalid_input', reading.reason, reading.message);
}

/** What is typed must find one snippet: a shortcut is used once in its scope. */
async function needFreeShortcut(
  ctx: VerbContext,
  id: string,
  { shortcut, ownerId, serviceId }: { shortcut: string | null } & Omit<Place, 'scope'>,
): Promise<void> {
  if (!shortcut) return;
  const { rows } = await ctx.tx.execute<{ name: string }>(sql`
    select name from snippets where organization_id = ${ctx.organizationId} and shortcut = ${shortcut}
      and owner_id is not distinct from ${ownerId} and service_id is not distinct from ${serviceId}
      and id <> ${id} limit 1`);
  const taken = rows[0];
  if (!taken) return;
  throw new DomainError('conflict', 'shortcut_taken', `“${taken.name}” has this shortcut already.`);
}

function tellOfSnippets(ctx: VerbContext, ownerId: string | null): void {
  const audience = ownerId ? ({ to: 'user', userId: ownerId } as const) : ({ to: 'organization' } as const);
  ctx.publish(audience, { kind: 'snippets.changed' });
}

function snippetNotFound(): DomainError {
  return new DomainError('not_found', 'snippet_not_found', 'There is no such snippet.');
}
