import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { type House, houseIn } from '../usecases/testing/house';
import { type Claim, claimDue } from './claim-due';
import { releaseClaims } from './release-claims';
import { sweepLeases } from './sweep-leases';
import { untilNextDue } from './until-next-due';

const database = await testDatabase();
let home: House;
/** A second organization: another number, another queue. */
let other: House;

beforeEach(async () => {
  await database.asOwner('delete from outbox');
  home = await houseIn(database);
  other = await houseIn(database);
});

interface Waiting {
  lane?: 0 | 1;
  segments?: number;
  state?: string;
}

/** Puts messages into the queue, in this order; what they say does not matter here. */
async function queue(count: number, { lane = 0, segments = 1, state = 'queued' }: Waiting = {}, into = home) {
  const { id, numberId, connectionId } = into.organization;
  const ids = Array.from({ length: count }, () => uuidv7());
  await into.rows(`
    insert into outbox (organization_id, message_id, conversation_id, number_id, connection_id, lane, segments, state)
    select ${id}, message_id, gen_random_uuid(), '${numberId}', '${connectionId}', ${lane}, ${segments}, '${state}'
    from unnest('{${ids.join()}}'::uuid[]) as message_id`);
  return ids;
}
const pace = (spacing: number, into = home) => into.rows(`update senders set spacing = ${spacing}`);
const idsOf = (claims: Claim[]) => claims.map(({ messageId }) => messageId);

/** The database's clock and the number's next slot, in seconds. */
async function clockAndSlot(): Promise<{ clock: number; slot: number }> {
  const [row] = await home.rows<{ clock: number; slot: number }>(
    'select extract(epoch from clock_timestamp())::float8 as clock, extract(epoch from next_slot)::float8 as slot from senders',
  );
  if (!row) throw new Error('a number without its sender');
  return row;
}

describe('claimDue', () => {
  it('gives each of 500 messages to one of eight claimers', async () => {
    const ids = await queue(500);
    const claimed: string[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        // Empty-handed is not the end: somebody else may hold the sender at this moment.
        while (claimed.length < 500) claimed.push(...idsOf(await claimDue(database, 20)));
      }),
    );
    expect(claimed.toSorted()).toEqual(ids.toSorted());
  });

  it('claims in the order of queueing, with a lease and a new epoch', async () => {
    const ids = await queue(3);
    const claims = await claimDue(database, 20);
    expect(idsOf(claims)).toEqual(ids);
    expect(claims.map(({ leaseEpoch }) => leaseEpoch)).toEqual([1, 1, 1]);
    const rows = await home.rows(
      `select state, lease_until > now() + interval '25 seconds' as held from outbox`,
    );
    expect(rows).toEqual(ids.map(() => ({ state: 'claimed', held: true })));
    expect(await claimDue(database, 20)).toEqual([]);
  });

  it('leaves what is on its way, unconfirmed, or not due yet', async () => {
    for (const state of ['claimed', 'submitting', 'unknown', 'unresolved']) await queue(1, { state });
    await queue(1);
    await home.rows(`update outbox set not_before = now() + interval '1 hour' where state = 'queued'`);
    expect(await claimDue(database, 20)).toEqual([]);
  });

  it('lets numbers take turns: one with a long queue holds up nobody', async () => {
    await queue(100);
    const [quick] = await queue(1, {}, other);
    const turns = [await claimDue(database, 20), await claimDue(database, 20)];
    expect(turns.flatMap(idsOf)).toContain(quick);
  });

  it('passes over numbers that are busy and connections that are paused', async () => {
    await queue(1);
    const [second] = await queue(1, {}, other);
    expect(idsOf(await claimDue(database, 20, [home.organization.numberId]))).toEqual([second]);
    expect(await claimDue(database, 20, [home.organization.numberId, other.organization.numberId])).toEqual(
      [],
    );
    await home.rows(`update connections set status = 'paused'`);
    expect(await claimDue(database, 20)).toEqual([]);
    await home.rows(`update connections set status = 'active'`);
    expect(await claimDue(database, 20)).toHaveLength(1);
  });
});

describe('pacing', () => {
  it('spends a slot for each segment, by the clock of the database', async () => {
    await pace(10);
    await queue(2, { segments: 3 });
    const before = await clockAndSlot();
    expect(await claimDue(database, 20)).toHaveLength(1);
    const after = await clockAndSlot();
    expect(after.slot).toBeGreaterThanOrEqual(before.clock + 30);
    expect(after.slot).toBeLessThanOrEqual(after.clock + 30);
    expect(await claimDue(database, 20)).toEqual([]);
    await home.rows(`update senders set next_slot = now()`);
    expect(await claimDue(database, 20)).toHaveLength(1);
  });

  it('saves up no slots while nobody sends', async () => {
    await pace(10);
    await home.rows(`update senders set next_slot = now() - interval '1 hour'`);
    await queue(3);
    expect(await claimDue(database, 20)).toHaveLength(1);
    expect(await claimDue(database, 20)).toEqual([]);
  });

  it('lets a fast number run ahead by a fifth of a second, no more', async () => {
    await pace(0.01);
    await queue(100);
    expect(await claimDue(database, 100)).toHaveLength(20);
  });

  it('holds back nobody else', async () => {
    await pace(3600);
    await queue(2);
    await queue(2, {}, other);
    expect(idsOf([...(await claimDue(database, 20)), ...(await claimDue(database, 20))])).toHaveLength(3);
  });

  it('says how long until the next message may go, and null when none waits', async () => {
    expect(await untilNextDue(database)).toBeNull();
    await queue(2);
    expect(await untilNextDue(database)).toBe(0);
    await pace(1000);
    await claimDue(database, 20);
    const wait = (await untilNextDue(database)) ?? 0;
    expect(wait).toBeGreaterThan(900_000);
    expect(wait).toBeLessThanOrEqual(1_000_000);
    await home.rows(`update connections set status = 'paused'`);
    expect(await untilNextDue(database)).toBeNull();
  });
});

describe('lanes', () => {
  it('put people first, and give bulk every fifth slot, over several claims too', async () => {
    const interactive = await queue(9);
    const bulk = await queue(4, { lane: 1 });
    const order: string[] = [];
    for (const count of [3, 4, 6]) order.push(...idsOf(await claimDue(database, count)));
    expect(order.map((id) => (bulk.includes(id) ? 'bulk' : 'person')).join(' ')).toBe(
      'person person person person bulk person person person person bulk person bulk bulk',
    );
    expect(order.filter((id) => interactive.includes(id))).toEqual(interactive);
    expect(order.filter((id) => bulk.includes(id))).toEqual(bulk);
  });
});

describe('leases', () => {
  const endLeases = () => home.rows(`update outbox set lease_until = now() - interval '1 second'`);

  it('that end bring what was only claimed back, and name what was submitting', async () => {
    await queue(2);
    const [first, second] = await claimDue(database, 20);
    await home.rows(`update outbox set state = 'submitting' where message_id = '${second?.messageId}'`);
    expect(await sweepLeases(database)).toEqual({ requeued: 0, unsettled: [] });
    await endLeases();
    expect(await sweepLeases(database)).toEqual({ requeued: 1, unsettled: [second] });
    expect(await home.rows('select state from outbox order by message_id')).toEqual([
      { state: 'queued' },
      { state: 'submitting' },
    ]);
    expect(idsOf(await claimDue(database, 20))).toEqual([first?.messageId]);
  });

  it('are given back by a worker that stops, but only its own and only what has not begun', async () => {
    await queue(3);
    const claims = await claimDue(database, 20);
    const [begun, taken, free] = claims;
    await home.rows(`update outbox set state = 'submitting' where message_id = '${begun?.messageId}'`);
    await home.rows(`update outbox set lease_epoch = 2 where message_id = '${taken?.messageId}'`);
    await releaseClaims(database, claims);
    expect(idsOf(await claimDue(database, 20))).toEqual([free?.messageId]);
  });
});
