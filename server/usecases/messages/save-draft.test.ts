import { beforeAll, describe, expect, it } from 'vitest';
import { listConversations } from '../conversations/list-conversations';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { getDraft, saveDraft } from './save-draft';

let home: House;
let thread: Thread;
let customers = 0;

beforeAll(async () => {
  home = await house();
});

async function fresh(): Promise<void> {
  customers += 1;
  thread = await openThread(home, `+1415555${7000 + customers}`);
}
const save = (text: string, revision: number, who = home.organization.anna) =>
  home.as(who, (ctx) => saveDraft(ctx, { conversationId: thread.conversationId, text, revision }));
const read = (who = home.organization.anna) => home.as(who, (ctx) => getDraft(ctx, thread));

describe('a draft', () => {
  it('begins empty and is kept as typed', async () => {
    await fresh();
    expect(await read()).toEqual({ text: '', revision: 0 });
    expect(await save('  Dear\n', 0)).toEqual({ revision: 1 });
    expect(await save('  Dear Kim', 1)).toEqual({ revision: 2 });
    expect(await read()).toEqual({ text: '  Dear Kim', revision: 2 });
  });

  it('is not overwritten by a device that has not seen the newest', async () => {
    await fresh();
    await save('On the telephone', 0);
    for (const stale of [0, 5]) {
      await expect(save('On the computer', stale)).rejects.toMatchObject({
        code: 'conflict',
        reason: 'draft_changed',
      });
    }
    expect(await read()).toEqual({ text: 'On the telephone', revision: 1 });
  });

  it('goes to one of two devices that save at once', async () => {
    for (const revision of [0, 1]) {
      if (revision === 0) await fresh();
      const both = await Promise.allSettled([save('One', revision), save('Two', revision)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await read()).revision).toBe(revision + 1);
    }
  });

  it('is each reader’s own, and tells only their screens', async () => {
    await fresh();
    const { anna, jonas, outsider } = home.organization;
    await save('Anna’s', 0);
    expect(await read(jonas)).toEqual({ text: '', revision: 0 });
    const [stored] = await home.rows('select user_id, inbox_id from events order by seq desc limit 1');
    expect(stored).toEqual({ user_id: anna.id, inbox_id: null });
    const rowOf = async (who: typeof anna) => {
      const { items } = await home.as(who, (ctx) => listConversations(ctx, { view: 'all', limit: 50 }));
      return items.find(({ id }) => id === thread.conversationId);
    };
    expect([(await rowOf(anna))?.hasDraft, (await rowOf(jonas))?.hasDraft]).toEqual([true, false]);
    await expect(save('Not mine', 0, outsider)).rejects.toMatchObject({ code: 'not_found' });
    await expect(read(outsider)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('belongs to people', async () => {
    const attempt = home.as('operator', (ctx) => getDraft(ctx, thread));
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden', reason: 'person_needed' });
  });
});
