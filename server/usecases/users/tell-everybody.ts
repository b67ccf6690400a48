import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';

/** Lists of many people change at once: they ask again, instead of being told of each conversation. */
export async function tellEverybody(ctx: VerbContext): Promise<void> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select id from users where organization_id = ${ctx.organizationId} and active`);
  for (const { id: userId } of rows) ctx.publish({ to: 'user', userId }, { kind: 'access.changed', userId });
}
