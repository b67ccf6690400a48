import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { saveLabel } from '../labels/save-label';
import { type House, house } from '../testing/house';
import { triage } from '../testing/triage';
import { countViews } from './count-views';
import { listConversations } from './list-conversations';
import { setLabels } from './set-labels';

let home: House;
let people: House['organization'];
let as: ReturnType<typeof triage>;

beforeAll(async () => {
  home = await house();
  people = home.organization;
  as = triage(home);
});

describe('labels', () => {
  it('put a conversation into their lists, in the order of news, and take it out', async () => {
    const labelId = uuidv7();
    await home.as(people.admin, (ctx) => saveLabel(ctx, { id: labelId, name: 'VIP', color: 'violet' }));
    const [first, second] = [await as.waiting(), await as.waiting()];
    const set = (conversationId: string, labelIds: string[]) =>
      home.as(people.anna, (ctx) => setLabels(ctx, { conversationId, labelIds }));
    const list = async () =>
      (
        await home.as(people.anna, (ctx) => listConversations(ctx, { view: 'all', labelId, limit: 9 }))
      ).items.map(({ id }) => id);
    await set(first.conversationId, [labelId, labelId]);
    await set(second.conversationId, [labelId]);
    home.now = new Date(home.now.getTime() + 60_000);
    await home.receive(first.customer, 'News');
    expect(await list()).toEqual([first.conversationId, second.conversationId]);
    expect((await home.as(people.anna, countViews)).labels).toMatchObject({ [labelId]: 2 });
    expect(await set(first.conversationId, [])).toMatchObject({ labelIds: [] });
    expect(await list()).toEqual([second.conversationId]);
    await expect(set(second.conversationId, [uuidv7()])).rejects.toMatchObject({ reason: 'label_not_found' });
    expect(await list()).toEqual([second.conversationId]);
  });
});
