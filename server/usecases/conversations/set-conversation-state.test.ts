import { describe, expect, it } from 'vitest';
import { house } from '../testing/house';
import { triage } from '../testing/triage';
import { countViews } from './count-views';
import { listConversations } from './list-conversations';
import { wakeConversation } from './wake-conversation';

const home = await house();
const people = home.organization;
const as = triage(home);

describe('states', () => {
  it('done ends the waiting with a line, and opening again restores it exactly', async () => {
    const thread = await as.waiting();
    const before = await thread.detail();
    await as.done(thread.conversationId);
    expect(await thread.detail()).toMatchObject({ state: 'done', needsReplySince: null });
    expect(await as.lines(thread)).toContain('done');
    await as.open(thread.conversationId);
    const after = await thread.detail();
    expect(after).toEqual({ ...before, lastSeq: after.lastSeq, version: after.version });
  });

  it('a customer’s message opens what was put away', async () => {
    for (const put of [as.done, (id: string) => as.snooze(id, null)]) {
      const { conversationId, customer, ...thread } = await as.waiting();
      await put(conversationId);
      await home.receive(customer, 'One more thing');
      expect(await thread.detail()).toMatchObject({ state: 'open', snoozedUntil: null });
    }
  });

  it('snoozed wakes at its time, once, and not before', async () => {
    const thread = await as.waiting();
    const until = new Date(home.now.getTime() + 3_600_000);
    await as.snooze(thread.conversationId, until.toISOString());
    const wake = () => home.as('job', (ctx) => wakeConversation(ctx, thread.conversationId));
    expect(await thread.detail()).toMatchObject({ state: 'snoozed', snoozedUntil: until.toISOString() });
    home.now = until;
    await Promise.all([wake(), wake(), wake()]);
    expect(await thread.detail()).toMatchObject({ state: 'open', snoozedUntil: null });
    expect((await as.lines(thread)).filter((kind) => kind === 'woken')).toHaveLength(1);
  });

  it('does not wake what somebody has put off further', async () => {
    const thread = await as.waiting();
    const at = (hours: number) => new Date(home.now.getTime() + hours * 3_600_000).toISOString();
    await as.snooze(thread.conversationId, at(1));
    await as.snooze(thread.conversationId, at(5));
    expect(
      await home.rows(
        `select due_at from timers where kind = 'wake' and target_id = '${thread.conversationId}'`,
      ),
    ).toHaveLength(1);
    home.now = new Date(home.now.getTime() + 2 * 3_600_000);
    await home.as('job', (ctx) => wakeConversation(ctx, thread.conversationId));
    expect(await thread.detail()).toMatchObject({ state: 'snoozed' });
  });

  it('refuses a moment that has passed or is more than a year ahead, and changes nothing', async () => {
    const thread = await as.waiting();
    const before = await thread.detail();
    for (const [days, reason] of [
      [-1, 'snooze_past'],
      [0, 'snooze_past'],
      [400, 'snooze_too_far'],
    ] as const) {
      const until = new Date(home.now.getTime() + days * 24 * 3_600_000).toISOString();
      await expect(as.snooze(thread.conversationId, until)).rejects.toMatchObject({ reason });
    }
    expect(await thread.detail()).toEqual(before);
  });

  it('stand in their views, which count them', async () => {
    const [a, b] = [await as.waiting(), await as.waiting()];
    await as.done(a.conversationId);
    await as.snooze(b.conversationId, null);
    const list = async (view: 'done' | 'snoozed' | 'needs-reply') =>
      (await home.as(people.anna, (ctx) => listConversations(ctx, { view, limit: 100 }))).items.map(
        ({ id }) => id,
      );
    expect(await list('done')).toContain(a.conversationId);
    expect(await list('snoozed')).toContain(b.conversationId);
    const needsReply = await list('needs-reply');
    expect(needsReply).not.toContain(a.conversationId);
    expect(needsReply).not.toContain(b.conversationId);
    const { views } = await home.as(people.anna, countViews);
    expect(views.done).toBe((await list('done')).length);
    expect(views.snoozed).toBe((await list('snoozed')).length);
  });
});
