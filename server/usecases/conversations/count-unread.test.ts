import { beforeEach, describe, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { assignConversation } from './assign-conversation';
import { countViews } from './count-views';
import { markRead } from './mark-read';
import { muteConversation } from './mute-conversation';
import { setConversationState } from './set-conversation-state';

let home: House;
let thread: Thread;
let people: House['organization'];

beforeEach(async () => {
  home = await house();
  people = home.organization;
  thread = await openThread(home);
  await home.receive(thread.customer, 'Hello');
});

const unread = async (who: TestUser) => (await home.as(who, countViews)).unread;
const lastSeq = async () => (await thread.detail()).lastSeq;

describe('the number of unread conversations', () => {
  it('counts one that nobody has for those who take part, once however many messages wait', async () => {
    await home.receive(thread.customer, 'Hello?');
    expect(await unread(people.anna)).toBe(1);
    expect(await unread(people.outsider)).toBe(0);
    expect(await unread(people.supervisor)).toBe(0);
  });

  it('counts one that somebody has for them alone', async () => {
    const { conversationId } = thread;
    await home.as(people.jonas, (ctx) =>
      assignConversation(ctx, { conversationId, assigneeId: people.anna.id }),
    );
    expect(await unread(people.anna)).toBe(1);
    expect(await unread(people.jonas)).toBe(0);
  });

  it('falls when it is read, and rises with the next message', async () => {
    const seq = await lastSeq();
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId: thread.conversationId, seq }));
    expect(await unread(people.anna)).toBe(0);
    await home.receive(thread.customer, 'Anybody?');
    expect(await unread(people.anna)).toBe(1);
  });

  it('leaves out what is muted and what is done', async () => {
    const { conversationId } = thread;
    await home.as(people.anna, (ctx) => muteConversation(ctx, { conversationId, muted: true }));
    expect(await unread(people.anna)).toBe(0);
    await home.as(people.anna, (ctx) => muteConversation(ctx, { conversationId, muted: false }));
    expect(await unread(people.anna)).toBe(1);
    await home.as(people.anna, (ctx) => setConversationState(ctx, { conversationId, state: 'done' }));
    expect(await unread(people.anna)).toBe(0);
  });
});
