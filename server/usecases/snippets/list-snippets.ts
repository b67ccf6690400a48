import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { Snippet } from '@/server/domain/snippets/snippet';
import { can } from '@/server/domain/users/can';
import { needWriter } from './need-writer';

type StoredSnippet = Omit<Snippet, 'scope'> & Record<string, unknown>;

/** The snippets that the actor may use: their own, those of their Services, and everybody's. */
export async function listSnippets(ctx: VerbContext): Promise<Snippet[]> {
  const { rows } = await ctx.tx.execute<StoredSnippet>(sql`
    select id, owner_id as "ownerId", service_id as "serviceId", name, shortcut, text, version::int
    from snippets where organization_id = ${ctx.organizationId} and ${mayUse(ctx)}
    order by lower(name), id`);
  return rows.map((row) => ({
    ...row,
    scope: row.ownerId ? 'personal' : row.serviceId ? 'service' : 'organization',
  }));
}

function mayUse(ctx: VerbContext): SQL {
  const userId = needWriter(ctx);
  const seesAll = can(ctx.actor, 'conversation.read', {}).allowed;
  return sql`(owner_id = ${userId} or owner_id is null and (service_id is null or ${seesAll}
    or exists (select from service_members sm where sm.organization_id = snippets.organization_id
      and sm.service_id = snippets.service_id and sm.user_id = ${userId})))`;
}
