import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';

/** Forgets calls of more than a day ago: they are shown while they last, and are nobody's log. */
export async function pruneCalls(ctx: VerbContext): Promise<void> {
  await ctx.tx.execute(sql`
    delete from calls where organization_id = ${ctx.organizationId}
      and started_at < ${ctx.now}::timestamptz - interval '1 day'`);
}
