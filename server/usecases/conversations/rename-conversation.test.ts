import { describe, expect, it } from 'vitest';
import { house } from '../testing/house';
import { triage } from '../testing/triage';
import { renameConversation } from './rename-conversation';

const home = await house();
const people = home.organization;
const as = triage(home);

describe('a title', () => {
  it('sticks until it is taken away (item 32)', async () => {
    const thread = await as.waiting();
    const { conversationId, customer } = thread;
    const rename = (title: string | null) =>
      home.as(people.anna, (ctx) => renameConversation(ctx, { conversationId, title }));
    await rename('The flat in Elm Street');
    await home.receive(customer, 'Hello again');
    expect(await thread.detail()).toMatchObject({ title: 'The flat in Elm Street' });
    expect(await rename(null)).toMatchObject({ title: null });
    expect((await as.lines(thread)).filter((kind) => kind === 'renamed')).toHaveLength(2);
  });
});
