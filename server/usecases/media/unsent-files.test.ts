import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { sendMessage } from '../messages/send-message';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { findShrinkable } from './find-shrinkable';
import { listUnsentFiles, removeUnsentFile } from './unsent-files';
import { recordUpload } from './uploads';

let home: House;
let thread: Thread;
beforeEach(async () => {
  home = await house();
  thread = await openThread(home);
});

/** A picture that anna has uploaded; its bytes are of no matter here. */
async function upload(id: string, more: { shrunkFromId?: string; originalBytes?: number } = {}) {
  const { conversationId } = thread;
  const picture = { contentType: 'image/jpeg', width: 10, height: 10, sha256: id, text: null };
  await home.as(home.organization.anna, (ctx) =>
    recordUpload(
      ctx,
      { id, conversationId, name: 'a.jpg' },
      { ...picture, name: 'a.jpg', bytes: 1_000, ...more },
    ),
  );
  home.now = new Date(home.now.getTime() + 1_000);
}
const waiting = async () =>
  (
    await home.as(home.organization.anna, (ctx) =>
      listUnsentFiles(ctx, { conversationId: thread.conversationId }),
    )
  ).map(({ id }) => id);
const remove = (fileId: string, keepOriginal?: boolean) =>
  home.as(home.organization.anna, (ctx) =>
    removeUnsentFile(ctx, { fileId, ...(keepOriginal !== undefined && { keepOriginal }) }),
  );

describe('files that wait in a text box', () => {
  it('stand in the order in which they were chosen, whichever upload ended first', async () => {
    const [first, second, third] = [uuidv7(), uuidv7(), uuidv7()];
    for (const id of [second, third, first]) await upload(id);
    expect(await waiting()).toEqual([first, second, third]);
  });

  it('made smaller stand in the place of what they were made from, which waits behind them', async () => {
    const [first, second] = [uuidv7(), uuidv7()];
    await upload(first);
    await upload(second);
    const small = uuidv7();
    await upload(small, { shrunkFromId: first });
    expect(await waiting()).toEqual([small, first, second]);
  });

  it('made smaller are removed with what they were made from, or alone when that is taken back', async () => {
    const [large, small, again] = [uuidv7(), uuidv7(), uuidv7()];
    await upload(large);
    await upload(small, { shrunkFromId: large });
    await remove(small, true);
    expect(await waiting()).toEqual([large]);
    await upload(again, { shrunkFromId: large });
    await remove(again);
    expect(await waiting()).toEqual([]);
  });

  it('made smaller and sent leave nothing behind', async () => {
    const [large, small] = [uuidv7(), uuidv7()];
    await upload(large);
    await upload(small, { shrunkFromId: large });
    await home.as(home.organization.anna, (ctx) =>
      sendMessage(ctx, {
        id: uuidv7(),
        conversationId: thread.conversationId,
        text: '',
        files: [{ id: small, alt: '' }],
      }),
    );
    expect(await waiting()).toEqual([]);
    expect(await home.rows(`select id from files`)).toEqual([{ id: small }]);
  });

  it('shrunk once more are made from the picture itself, as long as it is there', async () => {
    const [large, small] = [uuidv7(), uuidv7()];
    await upload(large);
    await upload(small, { shrunkFromId: large, originalBytes: 1_000 });
    const find = () => home.as(home.organization.anna, (ctx) => findShrinkable(ctx, { fileId: small }));
    expect(await find()).toMatchObject({ fileId: large, originalBytes: 1_000 });
    await remove(large);
    expect(await find()).toMatchObject({ fileId: small });
  });
});
