import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';

/** The number has moved since this transaction read where it is; by its code the whole verb runs again. */
class NumberMoved extends Error {
  readonly code = '40001';
  constructor() {
    super('the number has moved meanwhile');
    this.name = 'NumberMoved';
  }
}

/**
 * Asked once a conversation has been made: its foreign key holds the number's row, which move-number locks, so
 * that what is read now stays true. Without it a text that began before a move would make a conversation of the
 * old Service that no move retires.
 * @throws NumberMoved which makes the transaction run again from its start
 */
export async function needSamePlace(
  ctx: VerbContext,
  line: { numberId: string; serviceId: string | null },
): Promise<void> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select id from services where organization_id = ${ctx.organizationId} and number_id = ${line.numberId}`);
  if ((rows[0]?.id ?? null) !== line.serviceId) throw new NumberMoved();
}
