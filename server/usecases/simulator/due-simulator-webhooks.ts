import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { VerbContext } from '@/server/context';
import type { SimulatedFetch, SimulatedInbound, SimulatedReceipt } from '@/server/domain/simulator/wire';

/** A webhook to post now, or a file to fetch. */
export interface DueWebhook {
  id: string;
  path: string;
  body: SimulatedInbound | SimulatedReceipt | SimulatedFetch;
  /** When this fails too, the simulated carrier gives up. */
  lastTry: boolean;
  /** What must be posted one after the other: texts of one handset, reports on one message. */
  sequence: string;
  connection: { id: string; kind: string; sealedCredentials: string };
}

/** Longer than a post or a fetch may take; a worker that dies gives it back after this. */
const CLAIM_SECONDS = 20;
/** A carrier gives up after so many. With the waits below that is about eight minutes. */
const MOST_ATTEMPTS = 10;

/** Organizations with webhooks that are due, and in how many milliseconds the next one is; null = none waits. */
export async function dueOrganizations(
  database: Database,
): Promise<{ organizationIds: number[]; nextInMs: number | null }> {
  const { rows } = await database.withDispatcher((tx) =>
    tx.execute<{ organization_id: number; in_ms: number }>(sql`
      select organization_id, (extract(epoch from min(due_at) - now()) * 1000)::float8 as in_ms
      from simulator_webhooks where done_at is null group by organization_id`),
  );
  const waiting = rows.map((row) => row.in_ms).filter((ms) => ms > 0);
  return {
    organizationIds: rows.filter((row) => row.in_ms <= 0).map((row) => row.organization_id),
    nextInMs: waiting.length === 0 ? null : Math.ceil(Math.min(...waiting)),
  };
}

/** Claims what is due, in the order in which it came due. */
export async function claimDueWebhooks(ctx: VerbContext, limit: number): Promise<DueWebhook[]> {
  const { rows } = await ctx.tx.execute<{
    id: string;
    path: string;
    body: DueWebhook['body'];
    attempts: number;
    connection_id: string;
    connection_kind: string;
    sealed_credentials: string;
  }>(sql`
    with due as (
      select id, due_at from simulator_webhooks
      where organization_id = ${ctx.organizationId} and done_at is null and due_at <= now()
      order by due_at, id limit ${limit} for update skip locked
    ), claimed as (
      update simulator_webhooks w
      set attempts = attempts + 1, due_at = now() + make_interval(secs => ${CLAIM_SECONDS})
      from due where w.organization_id = ${ctx.organizationId} and w.id = due.id
      returning w.*, due.due_at as was_due_at
    )
    select w.id, w.path, w.body, w.attempts, c.id as connection_id, c.kind as connection_kind,
           c.sealed_credentials
    from claimed w join connections c on c.organization_id = w.organization_id and c.id = w.connection_id
    order by w.was_due_at, w.id`);
  return rows.map((row) => ({
    id: row.id,
    path: row.path,
    body: row.body,
    lastTry: row.attempts >= MOST_ATTEMPTS,
    sequence: row.body.type === 'inbound' ? row.body.from : row.path,
    connection: {
      id: row.connection_id,
      kind: row.connection_kind,
      sealedCredentials: row.sealed_credentials,
    },
  }));
}

/**
 * Stores which of the claimed webhooks were taken in. Those are forgotten; the others come due again
 * after 1, 2, 4 … 128 s, and stay as evidence, done, once the simulated carrier gives up.
 */
export async function finishWebhooks(
  ctx: VerbContext,
  posted: readonly { id: string; taken: boolean }[],
): Promise<void> {
  const idsOf = (taken: boolean) => sql.param(posted.filter((p) => p.taken === taken).map(({ id }) => id));
  await ctx.tx.execute(sql`
    delete from simulator_webhooks
    where organization_id = ${ctx.organizationId} and id = any(${idsOf(true)}::uuid[])`);
  await ctx.tx.execute(sql`
    update simulator_webhooks
    set due_at = now() + make_interval(secs => power(2, least(attempts - 1, 7))),
        done_at = case when attempts >= ${MOST_ATTEMPTS} then now() end
    where organization_id = ${ctx.organizationId} and id = any(${idsOf(false)}::uuid[])`);
}
