import { sql } from 'drizzle-orm';
import { simulatorWebhooks } from '@/db/schema/simulator';
import type { VerbContext } from '@/server/context';
import type { SimulatedFetch, SimulatedInbound, SimulatedReceipt } from '@/server/domain/simulator/wire';

export interface OwedWebhook {
  connectionId: string;
  kind: 'inbound' | 'status' | 'fetch';
  /** Path and query on our own server. */
  path: string;
  body: SimulatedInbound | SimulatedReceipt | SimulatedFetch;
  afterMs: number;
}

/** Notes what the simulated carrier owes, and wakes the hand that does it. */
export async function oweWebhooks(
  ctx: VerbContext,
  owed: readonly OwedWebhook[],
  copies: 1 | 2,
): Promise<void> {
  const rows = owed.flatMap((webhook) => Array.from({ length: copies }, () => webhook));
  if (rows.length === 0) return;
  await ctx.tx.insert(simulatorWebhooks).values(
    rows.map(({ afterMs, ...webhook }) => ({
      ...webhook,
      organizationId: ctx.organizationId,
      id: ctx.newId(),
      dueAt: later(afterMs),
    })),
  );
  ctx.wakeOutbox();
}

/** That many milliseconds from now, by the database's clock, which also decides what is due. */
export function later(afterMs: number) {
  return sql`now() + make_interval(secs => ${afterMs / 1_000})`;
}
