import { beforeAll, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import { blockCustomer } from '../conversations/block-customer';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { listBlocked, listBlockedMessages } from './block-log';

let home: House;
beforeAll(async () => {
  home = await house();
});

const block = ({ conversationId }: Thread, blocked = true) =>
  home.as(home.organization.anna, (ctx) => blockCustomer(ctx, { conversationId, blocked }));
const blockedFor = (who: TestUser, after?: { blockedAt: string; customer: string }) =>
  home.as(who, (ctx) => listBlocked(ctx, after ? { after } : {}));
const writtenTo = (who: TestUser, { customer }: Thread) =>
  home.as(who, (ctx) => listBlockedMessages(ctx, { customer }));

it('shows who is blocked, by whom, and what they wrote since, to those who see their conversation', async () => {
  const { anna, supervisor, outsider } = home.organization;
  const thread = await openThread(home, '+14155550501');
  await home.receive(thread.customer, 'Before the block');
  await block(thread);
  await home.receive(thread.customer, 'Buy now!');
  await home.receive(thread.customer, 'Buy today!');
  for (const who of [anna, supervisor]) {
    expect(await blockedFor(who)).toMatchObject([
      { customer: thread.customer, blockedById: anna.id, written: 2, conversationId: thread.conversationId },
    ]);
    expect((await writtenTo(who, thread)).map(({ body }) => body)).toEqual(['Buy today!', 'Buy now!']);
  }
  expect(await blockedFor(outsider)).toEqual([]);
  expect(await writtenTo(outsider, thread)).toEqual([]);
  await block(thread, false);
  expect(await blockedFor(anna)).toEqual([]);
});

it('pages by the latest block, without gap or double, when several were blocked at the same moment', async () => {
  const threads = await Promise.all(
    ['+14155550511', '+14155550512', '+14155550513'].map((c) => openThread(home, c)),
  );
  for (const thread of threads) await block(thread);
  const [first, ...rest] = await blockedFor(home.organization.anna);
  if (!first) throw new Error('nobody is blocked');
  expect(first.customer).toBe('+14155550513');
  expect(await blockedFor(home.organization.anna, first)).toEqual(rest);
});
