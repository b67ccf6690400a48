import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { sendMessage } from '../messages/send-message';
import { house } from '../testing/house';
import { triage } from '../testing/triage';

const home = await house();
const people = home.organization;
const as = triage(home);

describe('the assignee', () => {
  it('can be given by who is not in the Service, who may leave with it', async () => {
    const { conversationId } = await as.waiting();
    await as.add(conversationId, [people.outsider.id]);
    const given = await as.assign(conversationId, people.jonas.id, people.outsider, true);
    expect(given).toMatchObject({ assigneeId: people.jonas.id, participantCount: 2 });
  });

  it('hears of it, unless it was their own doing', async () => {
    const { conversationId } = await as.waiting();
    const notices = async () =>
      (await home.events()).filter(
        (event) => event.kind === 'notice' && event.conversation.id === conversationId,
      );
    await as.assign(conversationId, people.anna.id);
    expect(await notices()).toEqual([]);
    await as.assign(conversationId, people.jonas.id);
    expect(await notices()).toMatchObject([{ reason: 'assigned' }]);
  });

  it('is whoever answers first, where the Service wants it so', async () => {
    await home.rows('update services set auto_assign = true');
    const thread = await as.waiting();
    await home.as(people.supervisor, (ctx) =>
      sendMessage(ctx, { id: uuidv7(), conversationId: thread.conversationId, text: 'One moment' }),
    );
    expect(await thread.detail()).toMatchObject({ assigneeId: null });
    await thread.send();
    await home.as(people.jonas, (ctx) =>
      sendMessage(ctx, { id: uuidv7(), conversationId: thread.conversationId, text: 'Me too' }),
    );
    expect(await thread.detail()).toMatchObject({ assigneeId: people.anna.id });
    await home.rows('update services set auto_assign = false');
  });
});
