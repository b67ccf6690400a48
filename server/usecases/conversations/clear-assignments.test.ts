import { describe, expect, it } from 'vitest';
import { house } from '../testing/house';
import { triage } from '../testing/triage';
import { clearAssignmentsOf } from './clear-assignments';

const home = await house();
const people = home.organization;
const as = triage(home);

describe('who may no longer answer for the Service', () => {
  it('loses the assignments and nothing else, once', async () => {
    const [one, two, other] = [await as.waiting(), await as.waiting(), await as.waiting()];
    await as.assign(one.conversationId, people.jonas.id);
    await as.assign(two.conversationId, people.jonas.id);
    await as.done(two.conversationId);
    await as.assign(other.conversationId, people.anna.id);
    const clear = () => home.as('operator', (ctx) => clearAssignmentsOf(ctx, people.jonas.id));
    expect(await clear()).toBe(0);
    for (const [off, on] of [
      [`update users set active = false where id = '${people.jonas.id}'`, 'active = true'],
      [`update users set licence = 'essential' where id = '${people.jonas.id}'`, `licence = 'premium'`],
    ] as const) {
      await home.rows(off);
      expect(await clear()).toBeGreaterThanOrEqual(2);
      expect(await clear()).toBe(0);
      for (const { detail } of [one, two]) expect(await detail()).toMatchObject({ assigneeId: null });
      expect(await two.detail()).toMatchObject({ state: 'done' });
      expect(await other.detail()).toMatchObject({ assigneeId: people.anna.id });
      await home.rows(`update users set ${on} where id = '${people.jonas.id}'`);
      for (const { conversationId } of [one, two]) await as.assign(conversationId, people.jonas.id);
    }
  });
});
