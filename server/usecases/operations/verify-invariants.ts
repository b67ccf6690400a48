import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { previewOf } from '@/server/domain/messages/preview';
import { requirePermission } from '../require-permission';
import { INVARIANT_CHECKS } from './invariant-checks';

export interface BrokenInvariant {
  /** What should hold, as a sentence. */
  invariant: string;
  /** In how many rows it does not. */
  count: number;
  /** Ids of some of them. */
  examples: string[];
}

const EXAMPLES = 5;
const PREVIEW_PAGE = 5_000;

/**
 * Holds the rows of one organization against everything the verbs promise of them. Reads every message,
 * so it may take a while; nothing waits for it. @returns what is off; [] when nothing is
 */
export async function verifyInvariants(ctx: VerbContext): Promise<BrokenInvariant[]> {
  requirePermission(ctx, 'organization.administer');
  // Set by the pool for the sake of people who wait; nobody waits here.
  await ctx.tx.execute(sql`set local statement_timeout = 0`);
  const broken: BrokenInvariant[] = [];
  for (const { name, offenders } of INVARIANT_CHECKS) {
    const ids = await findOffenders(ctx, offenders);
    if (ids.length > 0) broken.push(describe(name, ids));
  }
  const previews = await findWrongPreviews(ctx);
  if (previews.length > 0) broken.push(describe('a preview is made of the message it shows', previews));
  return broken;
}

async function findOffenders(ctx: VerbContext, query: SQL): Promise<string[]> {
  const { rows } = await ctx.tx.execute<{ id: string }>(query);
  return rows.map((row) => Object.values(row)[0] ?? '');
}

/** Compared here and not in SQL, because the rule that makes a preview is written here. */
async function findWrongPreviews(ctx: VerbContext): Promise<string[]> {
  const wrong: string[] = [];
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: { id: string; preview_text: string; body: string }[] } = await ctx.tx.execute(sql`
      select c.id, c.preview_text, m.body from conversations c join messages m
        on m.organization_id = c.organization_id and m.conversation_id = c.id and m.seq = c.preview_seq
      where ${after}::uuid is null or c.id > ${after}::uuid
      order by c.id limit ${PREVIEW_PAGE}`);
    wrong.push(...rows.filter((row) => row.preview_text !== previewOf(row.body)).map((row) => row.id));
    after = rows.at(-1)?.id ?? null;
    if (after === null) return wrong;
  }
}

function describe(invariant: string, ids: readonly string[]): BrokenInvariant {
  return { invariant, count: ids.length, examples: ids.slice(0, EXAMPLES) };
}
