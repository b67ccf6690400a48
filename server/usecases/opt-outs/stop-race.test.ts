import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { type Claim, claimDue } from '@/server/outbox/claim-due';
import { beginHandOver } from '../messages/begin-hand-over';
import { type House, houseIn } from '../testing/house';
import { openThread } from '../testing/thread';
import { setOptOut } from './set-opt-out';

const ROUNDS = 50;
const MESSAGES = 40;
const database = await testDatabase({ poolSize: 20 });
let home: House;
let line: { numberId: string; customer: string };

beforeAll(async () => {
  home = await houseIn(database);
  const thread = await openThread(home);
  line = { numberId: home.organization.numberId, customer: thread.customer };
  for (let i = 0; i < MESSAGES; i += 1) await thread.send();
});

/** The same messages in the queue again, as if just written. */
async function startAgain(): Promise<Claim[]> {
  await home.as('carrier', (ctx) => setOptOut(ctx, line, false, { source: 'carrier' }));
  await home.rows(`update outbox set state = 'queued', queued_at = clock_timestamp(), not_before = now()`);
  await home.rows(`update messages set status = 'queued' where direction = 'out'`);
  return claimDue(database, MESSAGES);
}
const submitting = async () =>
  (await home.rows<{ id: string }>(`select message_id as id from outbox where state = 'submitting'`)).map(
    ({ id }) => id,
  );

describe('STOP against hand-overs that are about to begin (R12)', () => {
  it('lets none commit after it, in 50 rounds of 40', async () => {
    let before = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const claims = await startAgain();
      expect(claims).toHaveLength(MESSAGES);
      const begin = (claim: Claim) => home.as('job', (ctx) => beginHandOver(ctx, claim));
      // STOP comes somewhere in the middle.
      const early = claims.slice(0, round % MESSAGES);
      const begun = early.map(begin);
      let atStop: string[] = [];
      const stop = home.as('carrier', async (ctx) => {
        await setOptOut(ctx, line, true, { source: 'carrier' });
        // Still inside the transaction, with the row locked: who is on the way now was before the STOP.
        const { rows } = await ctx.tx.execute<{ id: string }>(
          `select message_id as id from outbox where state = 'submitting'`,
        );
        atStop = rows.map(({ id }) => id);
      });
      begun.push(...claims.slice(early.length).map(begin));
      const starts = await Promise.all(begun);
      await stop;
      // Commit order is the proof: whoever is on the way at the end was so when STOP had its lock.
      expect((await submitting()).toSorted()).toEqual(atStop.toSorted());
      expect(starts.filter(({ kind }) => kind === 'ready')).toHaveLength(atStop.length);
      before += atStop.length;
    }
    // Else no race was seen: all on one side.
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(ROUNDS * MESSAGES);
  });
});
