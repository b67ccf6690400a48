import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { setLabels } from '../conversations/set-labels';
import { verifyInvariants } from '../operations/verify-invariants';
import { describeSession } from '../session/describe-session';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { deleteLabel } from './delete-label';
import { saveLabel } from './save-label';

let home: House;
let thread: Thread;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
});

const save = (name: string, id = uuidv7()) =>
  home.as(home.organization.supervisor, (ctx) => saveLabel(ctx, { id, name, color: 'teal' }));
const remove = (id: string) => home.as(home.organization.supervisor, (ctx) => deleteLabel(ctx, { id }));
const give = (labelIds: string[]) =>
  home.as(home.organization.anna, (ctx) =>
    setLabels(ctx, { conversationId: thread.conversationId, labelIds }),
  );
const known = async () => (await home.as(home.organization.anna, describeSession)).labels;

describe('labels', () => {
  it('are made and renamed by supervisors, with names that nobody else has', async () => {
    const { id } = await save('Warranty');
    await expect(save('Warranty')).rejects.toMatchObject({ code: 'conflict', reason: 'label_exists' });
    await save('Guarantee', id);
    expect(await known()).toEqual([{ id, name: 'Guarantee', color: 'teal' }]);
    await expect(
      home.as(home.organization.anna, (ctx) => saveLabel(ctx, { id, name: 'Mine', color: 'blue' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('that are deleted are gone from every conversation', async () => {
    const [{ id: stays }, { id: goes }] = [await save('Stays'), await save('Goes')];
    await give([stays, goes]);
    await remove(goes);
    await remove(goes);
    expect(await thread.detail()).toMatchObject({ labelIds: [stays] });
    expect((await known()).map(({ id }) => id)).not.toContain(goes);
  });

  it('given and deleted at the same time are either there or not, never half', async () => {
    for (let round = 0; round < 40; round += 1) {
      const { id } = await save(`Round ${round}`);
      await give([]);
      const [given] = await Promise.allSettled([give([id]), remove(id)]);
      if (given.status === 'rejected') expect(given.reason).toMatchObject({ reason: 'label_not_found' });
      expect(await thread.detail()).toMatchObject({ labelIds: [] });
    }
    expect(await home.as('operator', verifyInvariants)).toEqual([]);
  });
});
