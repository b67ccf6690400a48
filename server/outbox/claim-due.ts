import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { chooseLanes } from '@/server/domain/sending/choose-lanes';

/** The right to hand one message over, until the lease ends. `leaseEpoch` is the fence. */
export interface Claim {
  organizationId: number;
  numberId: string;
  messageId: string;
  leaseEpoch: number;
}

/** Longer than the slowest carrier call (20 s) and its two commits. */
const LEASE_SECONDS = 30;
/** A paced number may run ahead by this much, so that 100 messages per second need not be 100 claims. */
const BURST_SECONDS = 0.2;

interface DueSender extends Record<string, unknown> {
  organization_id: number;
  number_id: string;
  spacing: number;
  interactive_run: number;
}
interface Waiting extends Record<string, unknown> {
  message_id: string;
  lane: 0 | 1;
  segments: number;
}

/**
 * Claims up to `limit` messages of the one number that has waited longest for its slot (reliability
 * 4.5). All times are the database's. Returns [] when nothing is due.
 * Lock order: sender, then its outbox rows.
 * @param busyNumbers numbers with enough hand-overs under way: a carrier that hangs must hold up nobody else
 */
export async function claimDue(
  database: Database,
  limit: number,
  busyNumbers: readonly string[] = [],
): Promise<Claim[]> {
  return database.withDispatcher(async (tx) => {
    const sender = await lockDueSender(tx, busyNumbers);
    if (!sender) return [];
    const affordable = sender.spacing > 0 ? Math.max(1, Math.floor(BURST_SECONDS / sender.spacing)) : limit;
    const count = Math.min(limit, affordable);
    const waiting = await lockWaiting(tx, sender, count);
    const { chosen, interactiveRun } = chooseLanes(waiting, count, sender.interactive_run);
    const ids = chosen.map((row) => row.message_id);
    const segments = chosen.reduce((sum, row) => sum + row.segments, 0);
    const claimed = await tx.execute<{ message_id: string; lease_epoch: number }>(sql`
      update outbox
      set state = 'claimed', lease_epoch = lease_epoch + 1,
          lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
      where organization_id = ${sender.organization_id} and message_id = any(${sql.param(ids)}::uuid[])
      returning message_id, lease_epoch`);
    await tx.execute(sql`
      update senders
      set next_slot = greatest(next_slot, now()) + make_interval(secs => ${segments * sender.spacing}),
          interactive_run = ${interactiveRun}
      where organization_id = ${sender.organization_id} and number_id = ${sender.number_id}`);
    const epochs = new Map(claimed.rows.map((row) => [row.message_id, row.lease_epoch]));
    // In the order chosen: UPDATE ... RETURNING promises none.
    return ids.flatMap((messageId) => {
      const leaseEpoch = epochs.get(messageId);
      return leaseEpoch === undefined
        ? []
        : [{ organizationId: sender.organization_id, numberId: sender.number_id, messageId, leaseEpoch }];
    });
  });
}

async function lockDueSender(
  tx: Transaction,
  busyNumbers: readonly string[],
): Promise<DueSender | undefined> {
  const found = await tx.execute<DueSender>(sql`
    select s.organization_id, s.number_id, s.spacing, s.interactive_run
    from senders s
    where s.next_slot <= now() and s.number_id <> all(${sql.param(busyNumbers)}::uuid[])
      and exists (
        select from outbox o join connections c
          on c.organization_id = o.organization_id and c.id = o.connection_id
        where o.organization_id = s.organization_id and o.number_id = s.number_id
          and o.state = 'queued' and o.not_before <= now() and c.status = 'active')
    order by s.next_slot
    limit 1
    for update of s skip locked`);
  return found.rows[0];
}

async function lockWaiting(tx: Transaction, sender: DueSender, count: number): Promise<Waiting[]> {
  const lane = (number: 0 | 1) => sql`
    (select message_id, lane, segments from outbox
     where organization_id = ${sender.organization_id} and number_id = ${sender.number_id}
       and state = 'queued' and lane = ${number} and not_before <= now()
     order by not_before, message_id limit ${count} for update skip locked)`;
  const interactive = await tx.execute<Waiting>(lane(0));
  const bulk = await tx.execute<Waiting>(lane(1));
  return [...interactive.rows, ...bulk.rows];
}
