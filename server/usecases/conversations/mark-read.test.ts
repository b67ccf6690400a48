import { describe, expect, it } from 'vitest';
import { house } from '../testing/house';
import { triage } from '../testing/triage';
import { assignConversation } from './assign-conversation';
import { getConversation } from './get-conversation';
import { markRead } from './mark-read';
import { markUnread } from './mark-unread';
import { muteConversation } from './mute-conversation';
import { setConversationState } from './set-conversation-state';

const home = await house();
const people = home.organization;
const as = triage(home);

describe('one reader’s own marks', () => {
  it('can be moved back to a message, and forward again', async () => {
    const { conversationId, customer, ...thread } = await as.waiting();
    await home.receive(customer, 'And?');
    const { lastSeq } = await thread.detail();
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId, seq: lastSeq }));
    await home.as(people.anna, (ctx) => markUnread(ctx, { conversationId, seq: 2 }));
    expect(await thread.detail()).toMatchObject({ lastReadSeq: 1 });
    await home.as(people.anna, (ctx) => markUnread(ctx, { conversationId, seq: 3 }));
    expect(await thread.detail()).toMatchObject({ lastReadSeq: 1 });
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId, seq: lastSeq }));
    expect(await thread.detail()).toMatchObject({ lastReadSeq: lastSeq });
  });

  it('go along with a colleague’s doing where everything was read, and stay where it was not', async () => {
    const { conversationId, ...thread } = await as.waiting();
    const { lastSeq } = await thread.detail();
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId, seq: lastSeq }));
    await home.as(people.jonas, (ctx) => markRead(ctx, { conversationId, seq: lastSeq - 1 }));
    await as.done(conversationId);
    expect(await thread.detail()).toMatchObject({ lastSeq: lastSeq + 1, lastReadSeq: lastSeq + 1 });
    await home.as(people.jonas, (ctx) => setConversationState(ctx, { conversationId, state: 'open' }));
    expect(await thread.detail()).toMatchObject({ lastSeq: lastSeq + 2, lastReadSeq: lastSeq + 2 });
    const jonasSees = await home.as(people.jonas, (ctx) => getConversation(ctx, { conversationId }));
    expect(jonasSees).toMatchObject({ lastSeq: lastSeq + 2, lastReadSeq: lastSeq - 1 });
  });

  it('stay behind where a colleague gives the conversation to their reader', async () => {
    const { conversationId, ...thread } = await as.waiting();
    const { lastSeq } = await thread.detail();
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId, seq: lastSeq }));
    await home.as(people.jonas, (ctx) =>
      assignConversation(ctx, { conversationId, assigneeId: people.anna.id, leave: false }),
    );
    expect(await thread.detail()).toMatchObject({ lastSeq: lastSeq + 1, lastReadSeq: lastSeq });
  });

  it('mute only what they take part in', async () => {
    const { conversationId, ...thread } = await as.waiting();
    const mute = (who = people.anna) =>
      home.as(who, (ctx) => muteConversation(ctx, { conversationId, muted: true }));
    await mute();
    expect(await thread.detail()).toMatchObject({ muted: true });
    await expect(mute(people.supervisor)).rejects.toMatchObject({ reason: 'not_participant' });
  });
});
