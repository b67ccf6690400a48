import { beforeAll, describe, expect, it } from 'vitest';
import type { InboxView } from '@/server/domain/conversations/views';
import { type House, house } from '../testing/house';
import { assignConversation } from './assign-conversation';
import { countViews } from './count-views';
import { createConversation } from './create-conversation';
import { listConversations } from './list-conversations';
import { markRead } from './mark-read';

let home: House;
const customers = Array.from({ length: 23 }, (_, i) => `+141555503${String(i).padStart(2, '0')}`);

beforeAll(async () => {
  home = await house();
  for (const [i, customer] of customers.entries()) {
    home.now = new Date(Date.UTC(2026, 10, 23, 9, 0, i));
    await home.receive(customer, `Text of ${customer}`);
  }
});

const list = (
  view: InboxView = 'all',
  more: { cursor?: string; limit?: number } = {},
  who = home.organization.anna,
) => home.as(who, (ctx) => listConversations(ctx, { view, limit: 50, ...more }));

describe('listConversations', () => {
  it('gives every conversation once, newest first, page by page', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list('all', { limit: 5, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ customer }) => customer));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(customers.toReversed());
  });

  it('does not shift a page when new messages come while somebody scrolls', async () => {
    const first = await list('all', { limit: 10 });
    home.now = new Date(Date.UTC(2026, 10, 23, 10));
    await home.receive(customers[0] ?? '', 'Again');
    const second = await list('all', { limit: 50, cursor: first.nextCursor ?? '' });
    const both = [...first.items, ...second.items].map(({ customer }) => customer);
    expect(new Set(both).size).toBe(both.length);
    // The one that moved up is on top of a fresh list, not lost.
    expect((await list()).items[0]?.customer).toBe(customers[0]);
  });

  it('shows an agent the Services they belong to, a guest the conversations they joined, a supervisor all', async () => {
    expect((await list('all', {}, home.organization.outsider)).items).toEqual([]);
    const to = customers[3] ?? '';
    await home.as(home.organization.outsider, (ctx) =>
      createConversation(ctx, { serviceId: home.organization.serviceId, to, country: 'US' }),
    );
    expect((await list('all', {}, home.organization.outsider)).items.map(({ customer }) => customer)).toEqual(
      [to],
    );
    expect((await list('all', {}, home.organization.supervisor)).items).toHaveLength(customers.length);
  });

  it('keeps the views apart and counts what they show', async () => {
    const [row] = (await list()).items;
    const { anna } = home.organization;
    await home.as(anna, (ctx) =>
      assignConversation(ctx, { conversationId: row?.id ?? '', assigneeId: anna.id }),
    );
    expect((await list('mine')).items.map(({ id }) => id)).toEqual([row?.id]);
    expect((await list('unassigned')).items).toHaveLength(customers.length - 1);
    expect((await list('failed')).items).toEqual([]);
    const { views, services } = await home.as(anna, countViews);
    expect(views).toEqual({
      mine: 1,
      unassigned: customers.length - 1,
      'needs-reply': customers.length,
      failed: 0,
      all: customers.length,
    });
    expect(services).toEqual({ [home.organization.serviceId]: customers.length });
  });

  it('refuses a page mark that it has not made', async () => {
    for (const cursor of ['x', Buffer.from('now|id').toString('base64url'), "2026'--"]) {
      await expect(list('all', { cursor })).rejects.toMatchObject({
        code: 'invalid_input',
        reason: 'cursor_malformed',
      });
    }
  });
});

describe('markRead', () => {
  it('only rises, and never past the last message', async () => {
    const [row] = (await list('unassigned')).items;
    const conversationId = row?.id ?? '';
    const mark = (seq: number) =>
      home.as(home.organization.anna, (ctx) => markRead(ctx, { conversationId, seq }));
    const lastSeq = row?.lastSeq ?? 0;
    expect(await mark(1_000)).toEqual({ lastReadSeq: lastSeq });
    expect(await mark(0)).toEqual({ lastReadSeq: lastSeq });
    const again = (await list('unassigned')).items.find(({ id }) => id === conversationId);
    expect((again?.lastSeq ?? 0) - (again?.lastReadSeq ?? 0)).toBe(0);
  });

  it('is each reader’s own', async () => {
    const [row] = (await list('unassigned', {}, home.organization.jonas)).items;
    expect(row?.lastReadSeq).toBe(0);
  });
});

describe('assignConversation', () => {
  it('takes only members of the Service who may text', async () => {
    const [row] = (await list('unassigned')).items;
    const assign = (assigneeId: string | null) =>
      home.as(home.organization.anna, (ctx) =>
        assignConversation(ctx, { conversationId: row?.id ?? '', assigneeId }),
      );
    await expect(assign(home.organization.outsider.id)).rejects.toMatchObject({
      reason: 'assignee_not_member',
    });
    expect((await assign(home.organization.jonas.id)).assigneeId).toBe(home.organization.jonas.id);
    expect((await assign(null)).assigneeId).toBeNull();
  });
});
