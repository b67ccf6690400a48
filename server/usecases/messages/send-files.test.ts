import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import { MMS_BUDGET } from '@/server/domain/media/file';
import { claimDue } from '@/server/outbox/claim-due';
import { listUnsentFiles } from '../media/unsent-files';
import { recordUpload } from '../media/uploads';
import { type House, house, houseIn } from '../testing/house';
import { accepted, handOver, type Script, scriptedCarrier } from '../testing/scripted-carrier';
import { openThread, type Thread } from '../testing/thread';
import { deliverMessage } from './deliver-message';
import { retryMessage } from './retry-message';
import { sendMessage } from './send-message';

let home: House;
let thread: Thread;
let anna: TestUser;

beforeAll(async () => {
  home = await house();
  anna = home.organization.anna;
  thread = await openThread(home);
});

interface Given {
  bytes?: number;
  text?: string | null;
  name?: string;
}

/** A file that waits in the text box of Anna, or of somebody else. @returns its id */
async function upload(
  { bytes = 1_000, text = null, name = 'fridge.jpg' }: Given = {},
  who = anna,
): Promise<string> {
  const id = uuidv7();
  const picture =
    text === null
      ? { contentType: 'image/jpeg', width: 40, height: 30 }
      : { contentType: 'text/plain', width: null, height: null };
  await home.as(who, (ctx) =>
    recordUpload(
      ctx,
      { id, conversationId: thread.conversationId, name },
      { ...picture, name, bytes, text, sha256: 'a' },
    ),
  );
  return id;
}

function send(text: string, files: readonly string[], more: { id?: string; alt?: string } = {}) {
  const { id = uuidv7(), alt = '' } = more;
  const { conversationId } = thread;
  return home.as(anna, (ctx) =>
    sendMessage(ctx, { id, conversationId, text, files: files.map((fileId) => ({ id: fileId, alt })) }),
  );
}

/** Hands over all parts, the later ones too, which wait a moment. */
async function hand(script: Script): Promise<string[]> {
  await home.rows('update outbox set not_before = now()');
  return handOver(home, script);
}

const waiting = () => home.as(anna, (ctx) => listUnsentFiles(ctx, { conversationId: thread.conversationId }));
const newest = async (count: number) => (await thread.messages()).slice(-count);

describe('a text and files', () => {
  it('are two messages of one group, each with a promise of its own (73)', async () => {
    const files = [await upload({ name: 'front.jpg' }), await upload({ name: 'back.jpg' })];
    const first = await send('Both sides', files, { alt: 'the fridge' });
    const [sms, mms] = await newest(2);
    expect(sms).toMatchObject({
      id: first.id,
      channel: 'sms',
      body: 'Both sides',
      files: [],
      groupId: first.id,
    });
    expect(mms).toMatchObject({ channel: 'mms', body: '', groupId: first.id, segments: 0 });
    expect(mms?.files.map(({ id, name, alt }) => [id, name, alt])).toEqual([
      [files[0], 'front.jpg', 'the fridge'],
      [files[1], 'back.jpg', 'the fridge'],
    ]);
    expect(await waiting()).toEqual([]);
    expect((await hand(accepted)).toSorted()).toEqual([sms?.id, mms?.id]);
  });

  it('give the carrier an address for each file, which names the message it is for', async () => {
    const file = await upload();
    const { id } = await send('', [file]);
    const { tools, given } = scriptedCarrier(home, accepted);
    for (const claim of await claimDue(home.database, 20)) await deliverMessage(tools, claim);
    expect(given).toMatchObject([
      {
        text: '',
        media: [
          {
            url: `http://localhost/media/${home.organization.id}/${file}/${id}`,
            contentType: 'image/jpeg',
          },
        ],
      },
    ]);
  });

  it('alone are one message without a group', async () => {
    const first = await send('', [await upload()]);
    expect(first).toMatchObject({ channel: 'mms', groupId: null });
    expect(await hand(accepted)).toEqual([first.id]);
  });

  it('sent again with the same id are sent once', async () => {
    const files = [await upload()];
    const id = uuidv7();
    const [first, second] = await Promise.all([send('Once', files, { id }), send('Once', files, { id })]);
    expect(second).toEqual(first);
    expect(await hand(accepted)).toHaveLength(2);
  });

  it('a failed half is retried alone, files and all; the other half stays', async () => {
    const file = await upload();
    const sms = await send('Here it is', [file]);
    const [, mms] = await newest(2);
    if (!mms) throw new Error('no second half');
    await hand((id) =>
      id === mms.id ? { kind: 'rejected', fault: 'unreachable', carrierCode: '1', detail: '' } : accepted(id),
    );
    const again = await home.as(anna, (ctx) => retryMessage(ctx, { id: uuidv7(), messageId: mms.id }));
    expect(again).toMatchObject({ channel: 'mms', retryOf: mms.id, files: [{ id: file }], status: 'queued' });
    expect(await thread.message(sms.id)).toMatchObject({ status: 'submitted' });
    expect(await hand(accepted)).toEqual([again.id]);
  });
});

describe('files without room', () => {
  it('stay behind, and the thread names them (72)', async () => {
    const small = await upload({ name: 'small.jpg' });
    const large = await upload({ name: 'large.jpg', bytes: MMS_BUDGET });
    await send('', [small, large]);
    const [mms, line] = await newest(2);
    expect(mms?.files.map(({ id }) => id)).toEqual([small]);
    expect(line?.system).toEqual({ kind: 'files_dropped', names: ['large.jpg'] });
    expect(await waiting()).toEqual([]);
    await hand(accepted);
  });

  it('that are all there is are not sent, and wait on', async () => {
    const large = await upload({ bytes: MMS_BUDGET + 1 });
    await expect(send('', [large])).rejects.toMatchObject({ code: 'blocked', reason: 'no_file_fits' });
    expect((await waiting()).map(({ id }) => id)).toEqual([large]);
    await send('Without it', [large]);
    await hand(accepted);
  });
});

describe('a text file', () => {
  it('goes as texts of at most 4,500 characters, in their order, behind what was typed (74)', async () => {
    const file = await upload({ name: 'hours.txt', text: 'open '.repeat(1_200) });
    const first = await send('Our hours', [file]);
    const [typed, one, two] = await newest(3);
    expect(typed).toMatchObject({ id: first.id, body: 'Our hours', files: [] });
    expect(one).toMatchObject({ channel: 'sms', groupId: first.id, files: [{ id: file }] });
    expect(two).toMatchObject({ channel: 'sms', groupId: first.id, files: [] });
    expect(one?.body.length).toBeLessThanOrEqual(4_500);
    expect(one?.segments).toBeGreaterThan(20);
    const promises = await home.rows<{ message_id: string; after: number }>(`
      select message_id, extract(epoch from not_before - queued_at)::int as after from outbox order by not_before`);
    expect(promises).toEqual([
      { message_id: typed?.id, after: 0 },
      { message_id: one?.id, after: 1 },
      { message_id: two?.id, after: 2 },
    ]);
    expect((await hand(accepted)).toSorted()).toEqual([typed?.id, one?.id, two?.id]);
  });

  it('fails and is retried piece by piece', async () => {
    const { id } = await send('', [await upload({ name: 'long.txt', text: 'x'.repeat(2_000) })]);
    await hand({ kind: 'rejected', fault: 'unreachable', carrierCode: '1', detail: '' });
    const again = await home.as(anna, (ctx) => retryMessage(ctx, { id: uuidv7(), messageId: id }));
    expect(again).toMatchObject({ body: 'x'.repeat(2_000), retryOf: id });
    expect(await hand(accepted)).toEqual([again.id]);
  });
});

describe('files are refused, and nothing is sent,', () => {
  it.each<[string, () => Promise<string>]>([
    ['that never were', async () => uuidv7()],
    ['that a colleague uploaded', () => upload({}, home.organization.jonas)],
    [
      'that were sent already',
      async () => {
        const file = await upload();
        await send('', [file]);
        await hand(accepted);
        return file;
      },
    ],
  ])('%s', async (_which, find) => {
    const before = await thread.messages();
    const file = await find();
    const after = await thread.messages();
    await expect(send('With a file', [file])).rejects.toMatchObject({ reason: 'file_not_found' });
    expect(await thread.messages()).toEqual(after);
    expect(after.length - before.length).toBeLessThanOrEqual(1);
  });

  it('of another conversation', async () => {
    const other = await openThread(home, '+14155550199');
    const file = await upload();
    const { conversationId } = other;
    await expect(
      home.as(anna, (ctx) =>
        sendMessage(ctx, { id: uuidv7(), conversationId, text: 'Hi', files: [{ id: file, alt: '' }] }),
      ),
    ).rejects.toMatchObject({ reason: 'file_not_found' });
  });

  it('by an organization outside of the US and Canada (55)', async () => {
    const italy = await houseIn(home.database, { region: 'IT' });
    const there = await openThread(italy);
    const id = uuidv7();
    const { conversationId } = there;
    const person = italy.organization.anna;
    const file = {
      contentType: 'image/jpeg',
      width: 1,
      height: 1,
      name: 'a.jpg',
      bytes: 9,
      text: null,
      sha256: 'a',
    };
    await italy.as(person, (ctx) => recordUpload(ctx, { id, conversationId, name: 'a.jpg' }, file));
    await expect(
      italy.as(person, (ctx) =>
        sendMessage(ctx, { id: uuidv7(), conversationId, text: 'Hi', files: [{ id, alt: '' }] }),
      ),
    ).rejects.toMatchObject({ code: 'blocked', reason: 'files_in_other_region' });
    expect(await there.messages()).toEqual([]);
  });
});
