import { beforeAll, describe, expect, it } from 'vitest';
import { INBOX_VIEWS, type InboxView, type ListTab } from '@/server/domain/conversations/views';
import { type House, house, houseIn } from '../testing/house';
import { assignConversation } from './assign-conversation';
import { countViews } from './count-views';
import { createConversation } from './create-conversation';
import { getConversation } from './get-conversation';
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
  more: { cursor?: string; limit?: number; tab?: ListTab } = {},
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
    const listed = await Promise.all(
      INBOX_VIEWS.map(async (view) => [view, (await list(view)).items.length]),
    );
    expect(views).toEqual(Object.fromEntries(listed));
    expect(views).toMatchObject({ mine: 1, unassigned: customers.length - 1, all: customers.length });
    expect(services).toEqual({ [home.organization.serviceId]: customers.length });
  });

  it('refuses a page mark that it has not made', async () => {
    const id = '01a206a8-57d0-7d2a-bfc8-277a611d5523';
    const at = '2026-11-23T09:00:00.000Z';
    const marks = [
      'x',
      "2026'--",
      'now|id',
      `${at}|${'-'.repeat(36)}`,
      `0000-01-01T00:00:00.000Z|${id}`,
      `2026-13-01T00:00:00.000Z|${id}`,
      `+12026-01-01T00:00:00.000Z|${id}`,
      `${at}|${id}|1`,
      `${at}|${id.toUpperCase()}`,
      Buffer.from(`${at}|${id}`).toString('base64url'),
    ];
    for (const cursor of marks) {
      await expect(list('all', { cursor }), cursor).rejects.toMatchObject({
        code: 'invalid_input',
        reason: 'cursor_malformed',
      });
    }
  });

  it('counts for a guest what it lists', async () => {
    const { outsider } = home.organization;
    const { items } = await list('all', {}, outsider);
    expect((await home.as(outsider, countViews)).views).toMatchObject({
      mine: 0,
      unassigned: items.filter(({ assigneeId }) => assigneeId === null).length,
      'needs-reply': items.filter(({ needsReplySince }) => needsReplySince !== null).length,
      failed: 0,
      all: items.length,
    });
    expect(items).not.toEqual([]);
  });

  it('stops counting where a badge stops', async () => {
    const busy = await houseIn(home.database);
    const { id, numberId, serviceId } = busy.organization;
    await busy.rows(`insert into conversations (organization_id, id, kind, number_id, service_id, customer, replyable)
      select ${id}, gen_random_uuid(), 'service', '${numberId}', '${serviceId}', '+1415556' || n, true
      from generate_series(1000, 1249) as n`);
    expect((await busy.as(busy.organization.anna, countViews)).views).toMatchObject({ all: 100, failed: 0 });
  });

  it('lists by Service, and nothing of a Service that the agent does not belong to', async () => {
    const { serviceId, outsider } = home.organization;
    const ofService = (who = home.organization.anna, service = serviceId) =>
      home.as(who, (ctx) => listConversations(ctx, { view: 'all', limit: 50, serviceId: service }));
    expect((await ofService()).items).toHaveLength(customers.length);
    expect((await ofService(outsider)).items).toHaveLength(1);
    const other = await houseIn(home.database);
    expect((await ofService(home.organization.supervisor, other.organization.serviceId)).items).toEqual([]);
  });

  it('shows what came to an office number to those whose number it is, and lets them open it (item 35)', async () => {
    const office = await houseIn(home.database);
    const { outsider, anna, numberId } = office.organization;
    await office.rows('update services set number_id = null');
    await office.receive('+14155550111', 'Hello');
    const seenBy = async (who: typeof anna) =>
      (await office.as(who, (ctx) => listConversations(ctx, { view: 'all', limit: 5 }))).items;
    expect(await seenBy(outsider)).toEqual([]);
    await office.rows(`update users set office_number_id = '${numberId}' where id = '${outsider.id}'`);
    const [row] = await seenBy(outsider);
    expect(row).toMatchObject({ kind: 'direct', serviceId: null });
    const conversationId = row?.id ?? '';
    const detail = await office.as(outsider, (ctx) => getConversation(ctx, { conversationId }));
    expect(detail.customer).toBe('+14155550111');
    expect(await seenBy(anna)).toEqual([]);
    await expect(office.as(anna, (ctx) => getConversation(ctx, { conversationId }))).rejects.toMatchObject({
      code: 'not_found',
    });
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

describe('the tabs of a list', () => {
  const START = Date.UTC(2026, 10, 24, 9);
  let office: House;
  let ids: string[];

  /** Every conversation of a list, asked for page by page. */
  async function pages(tab: ListTab, limit: number, view: InboxView = 'all') {
    const found: string[] = [];
    const sizes: number[] = [];
    const ask = (cursor: string | null) =>
      office.as(office.organization.anna, (ctx) =>
        listConversations(ctx, { view, tab, limit, ...(cursor ? { cursor } : {}) }),
      );
    let cursor: string | null = null;
    do {
      const page = await ask(cursor);
      found.push(...page.items.map(({ id }) => id));
      sizes.push(page.items.length);
      cursor = page.nextCursor;
    } while (cursor);
    return { found, sizes };
  }

  beforeAll(async () => {
    office = await house();
    for (let i = 0; i < 12; i += 1) {
      office.now = new Date(START + i * 60_000);
      await office.receive(`+141555504${String(i).padStart(2, '0')}`, 'Hello?');
    }
    // Everybody writes once more, the other way round: the latest are not who waits shortest.
    for (let i = 11; i >= 0; i -= 1) {
      office.now = new Date(office.now.getTime() + 60_000);
      await office.receive(`+141555504${String(i).padStart(2, '0')}`, 'Hello?');
    }
    const rows = await office.rows<{ id: string }>('select id from conversations order by customer');
    ids = rows.map(({ id }) => id);
  });

  it('give who waits longest first, page by page, and nobody who is answered or put away', async () => {
    expect((await pages('waiting', 5)).found).toEqual(ids);
    await office.rows(`update conversations set state = 'snoozed' where id = '${ids[2]}'`);
    await office.rows(`update conversations set needs_reply_since = null where id = '${ids[4]}'`);
    const left = ids.filter((_, i) => i !== 2 && i !== 4);
    expect((await pages('waiting', 3)).found).toEqual(left);
    expect((await pages('waiting', 3, 'unassigned')).found).toEqual(left);
    expect((await pages('waiting', 3, 'mine')).found).toEqual([]);
    expect((await pages('waiting', 3, 'mentions')).found).toEqual([]);
  });

  it('give what the reader has not read, without what is muted, however far below it lies', async () => {
    const { anna } = office.organization;
    expect((await pages('unread', 5)).found).toEqual(ids);
    // 400 newer conversations that are read: more than one page looks at.
    await office.rows(`insert into conversations (organization_id, id, kind, number_id, service_id, customer,
        replyable, last_seq, last_message_at)
      select organization_id, gen_random_uuid(), kind, number_id, service_id, '+1212' || (1000000 + n), true, 1,
        last_message_at + n * interval '1 hour'
      from conversations cross join generate_series(1, 400) as s (n) where id = '${ids[0]}'`);
    await office.rows(`insert into read_marks (organization_id, user_id, conversation_id, last_read_seq)
      select organization_id, '${anna.id}', id, last_seq from conversations where customer like '+1212%'`);
    await office.rows(
      `update participants set muted = true where user_id = '${anna.id}' and conversation_id = '${ids[3]}'`,
    );
    const { found, sizes } = await pages('unread', 5);
    expect(found).toEqual(ids.filter((_, i) => i !== 3));
    expect(sizes.slice(0, 2)).toEqual([0, 0]);
    expect(await pages('unread', 5, 'mine')).toEqual({ found: [], sizes: [0] });
  });
});
