import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import type { SaveSnippetInput } from '@/server/domain/snippets/inputs';
import { saveContact } from '../contacts/save-contact';
import { type House, house } from '../testing/house';
import { listSnippets } from './list-snippets';
import { deleteSnippet, saveSnippet } from './save-snippet';

let home: House;
let people: House['organization'];

beforeEach(async () => {
  home = await house();
  people = home.organization;
});

async function save(by: TestUser, change: Partial<SaveSnippetInput> = {}): Promise<string> {
  const id = change.id ?? uuidv7();
  const snippet = { scope: 'personal', serviceId: null, name: 'On our way', shortcut: null } as const;
  await home.as(by, (ctx) =>
    saveSnippet(ctx, { ...snippet, text: 'Hi {{contact.first_name|there}}', version: 0, ...change, id }),
  );
  return id;
}
const seenBy = async (who: TestUser) => (await home.as(who, listSnippets)).map(({ id }) => id);
const remove = (by: TestUser, id: string) => home.as(by, (ctx) => deleteSnippet(ctx, { id }));

describe('snippets', () => {
  it('are seen by their owner, by their Service, or by everybody', async () => {
    const { anna, jonas, outsider, supervisor, serviceId } = people;
    const own = await save(anna);
    const service = await save(anna, { scope: 'service', serviceId });
    const all = await save(supervisor, { scope: 'organization' });
    expect((await seenBy(anna)).toSorted()).toEqual([own, service, all].toSorted());
    expect((await seenBy(jonas)).toSorted()).toEqual([service, all].toSorted());
    expect(await seenBy(outsider)).toEqual([all]);
    expect((await seenBy(supervisor)).toSorted()).toEqual([service, all].toSorted());
  });

  it('of a Service are written by its members, everybody’s by supervisors', async () => {
    const { anna, outsider, serviceId } = people;
    await expect(save(outsider, { scope: 'service', serviceId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(save(anna, { scope: 'organization' })).rejects.toMatchObject({ code: 'forbidden' });
    const foreign = { scope: 'service', serviceId: uuidv7() } as const;
    await expect(save(anna, foreign)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of one’s own are nobody else’s to change or delete', async () => {
    const { anna, jonas, supervisor } = people;
    const own = await save(anna);
    for (const other of [jonas, supervisor]) {
      await expect(save(other, { id: own, version: 1 })).rejects.toMatchObject({ code: 'not_found' });
      await remove(other, own);
    }
    expect(await seenBy(anna)).toEqual([own]);
    await remove(anna, own);
    expect(await seenBy(anna)).toEqual([]);
  });

  it('are not overwritten by who has not seen the last change, and do not change their scope', async () => {
    const { anna, serviceId } = people;
    const id = await save(anna);
    await save(anna, { id, version: 1, name: 'Almost there' });
    await expect(save(anna, { id, version: 1 })).rejects.toMatchObject({ reason: 'snippet_changed' });
    await expect(save(anna, { id })).rejects.toMatchObject({ reason: 'snippet_changed' });
    const moved = { id, version: 2, scope: 'service', serviceId } as const;
    await expect(save(anna, moved)).rejects.toMatchObject({ code: 'not_found' });
    const [snippet] = await home.as(anna, listSnippets);
    expect(snippet).toMatchObject({ id, name: 'Almost there', version: 2, scope: 'personal' });
  });

  it('have a shortcut that finds one of them', async () => {
    const { anna, jonas } = people;
    await save(anna, { shortcut: 'omw' });
    await expect(save(anna, { shortcut: 'omw' })).rejects.toMatchObject({ reason: 'shortcut_taken' });
    await save(jonas, { shortcut: 'omw' });
  });

  it('ask for a field of contacts only where some contact has it', async () => {
    const { anna } = people;
    const text = 'Your order {{contact.Order}}';
    await expect(save(anna, { text })).rejects.toMatchObject({ reason: 'unknown_variable' });
    expect(await seenBy(anna)).toEqual([]);
    const contact = { name: 'Ada', numbers: [], country: 'US', notes: '', labelIds: [] };
    await home.as(anna, (ctx) =>
      saveContact(ctx, { ...contact, id: uuidv7(), version: 0, fields: { Order: '4711' } }),
    );
    await save(anna, { text });
  });

  it('tell those who use them that they changed', async () => {
    const id = await save(people.anna);
    await save(people.supervisor, { scope: 'organization' });
    await remove(people.anna, id);
    const news = (await home.events()).filter(({ kind }) => kind === 'snippets.changed');
    expect(news).toHaveLength(3);
  });
});
