import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import { MMS_BUDGET } from '@/server/domain/media/file';
import { findExpiredFiles } from '../media/expire-files';
import { openFile } from '../media/open-file';
import { setFileRetention } from '../media/set-file-retention';
import { forgetUnsentFiles } from '../media/sweep-files';
import { listUnsentFiles } from '../media/unsent-files';
import { recordUpload } from '../media/uploads';
import { verifyInvariants } from '../operations/verify-invariants';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { cancelScheduled, listScheduled } from './cancel-scheduled';
import { scheduleMessage, updateScheduled } from './schedule-message';
import { sendScheduled, sendScheduledNow } from './send-scheduled';

const HOUR = 3_600_000;
let home: House;
let thread: Thread;
let anna: TestUser;
let jonas: TestUser;

beforeEach(async () => {
  home = await house();
  ({ anna, jonas } = home.organization);
  thread = await openThread(home);
  await home.receive(thread.customer, 'Hello');
});

const inHours = (hours: number) => new Date(home.now.getTime() + hours * HOUR).toISOString();
const pass = (hours: number) => {
  home.now = new Date(home.now.getTime() + hours * HOUR);
};

async function upload(name: string, more: { bytes?: number; shrunkFromId?: string } = {}): Promise<string> {
  const id = uuidv7();
  const picture = { contentType: 'image/jpeg', width: 40, height: 30, sha256: id, text: null };
  await home.as(anna, (ctx) =>
    recordUpload(
      ctx,
      { id, conversationId: thread.conversationId, name },
      { bytes: 1_000, ...picture, name, ...more },
    ),
  );
  return id;
}

async function schedule(
  files: readonly string[],
  change: { text?: string; id?: string; cancelOnReply?: boolean } = {},
): Promise<string> {
  const input = { id: uuidv7(), text: '', dueAt: inHours(1), cancelOnReply: false, ...change };
  await home.as(anna, (ctx) =>
    scheduleMessage(ctx, {
      ...input,
      conversationId: thread.conversationId,
      files: files.map((id) => ({ id, alt: 'the fridge' })),
    }),
  );
  return input.id;
}

const listed = () => home.as(jonas, (ctx) => listScheduled(ctx, { conversationId: thread.conversationId }));
const inTextBoxOf = async (who: TestUser) =>
  (await home.as(who, (ctx) => listUnsentFiles(ctx, { conversationId: thread.conversationId }))).map(
    ({ id }) => id,
  );
const known = async () => (await home.rows<{ id: string }>('select id from files')).map(({ id }) => id);
const sent = async () => (await thread.messages()).filter(({ direction }) => direction === 'out');
const sound = async () => expect(await home.as('operator', (ctx) => verifyInvariants(ctx))).toEqual([]);

describe('files that go out later', () => {
  it('go at their time in their order, with their text, as of one send (73)', async () => {
    const [front, back] = [await upload('front.jpg'), await upload('back.jpg')];
    const id = await schedule([back, front], { text: 'Both sides' });
    expect(await inTextBoxOf(anna)).toEqual([]);
    expect(await listed()).toMatchObject([
      { id, files: [{ id: back, name: 'back.jpg', alt: 'the fridge' }, { id: front }] },
    ]);
    pass(1);
    await Promise.all([1, 2].map(() => home.as('job', (ctx) => sendScheduled(ctx, id))));
    expect(await sent()).toMatchObject([
      { id, channel: 'sms', body: 'Both sides', groupId: id },
      { channel: 'mms', groupId: id, files: [{ id: back, alt: 'the fridge' }, { id: front }] },
    ]);
    expect(await listed()).toEqual([]);
    await sound();
  });

  it('are there for all who may see the conversation, and for nobody else', async () => {
    const file = await upload('a.jpg');
    const opened = (who: TestUser) => home.as(who, (ctx) => openFile(ctx, { fileId: file }));
    await expect(opened(jonas)).rejects.toMatchObject({ reason: 'file_not_found' });
    await schedule([file]);
    expect(await opened(jonas)).toMatchObject({ id: file });
    await expect(opened(home.organization.outsider)).rejects.toMatchObject({ reason: 'file_not_found' });
  });

  it('are not swept while they wait, and have a day again when they are back in a text box', async () => {
    const file = await upload('a.jpg');
    const id = await schedule([file]);
    const sweep = () => home.as('job', (ctx) => forgetUnsentFiles(ctx));
    pass(48);
    await sweep();
    expect(await known()).toEqual([file]);
    await home.as(anna, (ctx) => cancelScheduled(ctx, { id, keepFiles: true }));
    pass(23);
    await sweep();
    expect(await inTextBoxOf(anna)).toEqual([file]);
    pass(2);
    await sweep();
    expect(await known()).toEqual([]);
  });

  it('go back into the text box of who writes the message anew, in their order', async () => {
    const files = [await upload('a.jpg'), await upload('b.jpg')].toReversed();
    const id = await schedule(files);
    const { files: back } = await home.as(jonas, (ctx) => cancelScheduled(ctx, { id, keepFiles: true }));
    expect(back.map((file) => file.id)).toEqual(files);
    expect((await inTextBoxOf(jonas)).toSorted()).toEqual(files.toSorted());
    expect(await inTextBoxOf(anna)).toEqual([]);
    await sound();
  });

  it('are gone with a message that is taken away, or that the customer’s answer takes away', async () => {
    const cancelled = await schedule([await upload('a.jpg')]);
    await schedule([await upload('b.jpg')], { cancelOnReply: true });
    await home.as(jonas, (ctx) => cancelScheduled(ctx, { id: cancelled }));
    await home.receive(thread.customer, 'Never mind');
    expect(await known()).toEqual([]);
    await sound();
  });

  it('stay with a message that is moved, or that was refused at its time', async () => {
    const file = await upload('a.jpg');
    const id = await schedule([file]);
    const change = { id, version: 1, text: 'At ten', dueAt: inHours(2), cancelOnReply: false };
    await home.as(jonas, (ctx) => updateScheduled(ctx, change));
    await home.receive(thread.customer, 'STOP');
    pass(3);
    await home.as('job', (ctx) => sendScheduled(ctx, id));
    expect(await listed()).toMatchObject([
      { text: 'At ten', refused: 'The customer has opted out.', files: [{ id: file }] },
    ]);
    await home.receive(thread.customer, 'START');
    await home.as(jonas, (ctx) => sendScheduledNow(ctx, { id }));
    expect(await sent()).toMatchObject([
      { id, body: 'At ten' },
      { channel: 'mms', files: [{ id: file }] },
    ]);
  });

  it('that have no room at their time are named in the thread, and not kept', async () => {
    const files = [await upload('a.jpg', { bytes: MMS_BUDGET }), await upload('b.jpg')];
    const id = await schedule(files);
    pass(1);
    await home.as('job', (ctx) => sendScheduled(ctx, id));
    expect(await sent()).toMatchObject([{ id, files: [{ name: 'a.jpg' }] }]);
    expect((await thread.messages()).at(-1)?.system).toEqual({ kind: 'files_dropped', names: ['b.jpg'] });
    expect(await known()).toEqual([files[0]]);
    await sound();
  });

  it('are kept by the organization’s rule from when they went, not from when they were chosen', async () => {
    await home.as('operator', (ctx) => setFileRetention(ctx, { days: 1 }));
    const file = await upload('a.jpg');
    const id = await schedule([file]);
    const expired = () => home.as('job', (ctx) => findExpiredFiles(ctx, 10));
    pass(48);
    await home.as('job', (ctx) => sendScheduled(ctx, id));
    expect(await expired()).toEqual([]);
    pass(25);
    expect(await expired()).toEqual([file]);
  });

  it('leave nothing of the larger picture that one of them was made from', async () => {
    const large = await upload('a.jpg');
    const small = await upload('a.jpg', { shrunkFromId: large });
    await schedule([small]);
    expect(await known()).toEqual([small]);
  });

  it('are taken once: not with a second message, not by the same one again, never a colleague’s', async () => {
    const file = await upload('a.jpg');
    const id = await schedule([file]);
    await schedule([file], { id });
    await expect(schedule([file])).rejects.toMatchObject({ reason: 'file_not_found' });
    expect(await listed()).toMatchObject([{ id, files: [{ id: file }] }]);
    const input = { id: uuidv7(), conversationId: thread.conversationId, text: '', cancelOnReply: false };
    await expect(
      home.as(jonas, (ctx) =>
        scheduleMessage(ctx, { ...input, dueAt: inHours(1), files: [{ id: file, alt: '' }] }),
      ),
    ).rejects.toMatchObject({ reason: 'file_not_found' });
  });

  it('are news to every screen', async () => {
    const readers = [anna, jonas, home.organization.supervisor];
    const tellsAll = <T>(verb: () => Promise<T>) => expectEventsToTellAll(home, readers, verb);
    const [first, second] = [await upload('a.jpg'), await upload('b.jpg')];
    const id = await tellsAll(() => schedule([first], { text: 'Look' }));
    await tellsAll(() => home.as(jonas, (ctx) => cancelScheduled(ctx, { id, keepFiles: true })));
    const other = await tellsAll(() => schedule([second]));
    pass(1);
    await tellsAll(() => home.as('job', (ctx) => sendScheduled(ctx, other)));
  });
});
