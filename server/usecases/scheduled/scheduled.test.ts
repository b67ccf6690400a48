import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyInvariants } from '../operations/verify-invariants';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { cancelScheduled, listScheduled } from './cancel-scheduled';
import { scheduleMessage, updateScheduled } from './schedule-message';
import { sendScheduled, sendScheduledNow } from './send-scheduled';

const HOUR = 3_600_000;
let home: House;
let thread: Thread;

beforeEach(async () => {
  home = await house();
  thread = await openThread(home);
  await home.receive(thread.customer, 'Hello');
});

const inHours = (hours: number) => new Date(home.now.getTime() + hours * HOUR).toISOString();

async function schedule(
  change: { text?: string; dueAt?: string; cancelOnReply?: boolean; id?: string } = {},
) {
  const input = {
    id: uuidv7(),
    text: 'See you tomorrow',
    dueAt: inHours(1),
    cancelOnReply: false,
    ...change,
  };
  const { conversationId } = thread;
  await home.as(home.organization.anna, (ctx) => scheduleMessage(ctx, { ...input, conversationId }));
  return input.id;
}
const listed = () =>
  home.as(home.organization.anna, (ctx) => listScheduled(ctx, { conversationId: thread.conversationId }));
const pass = (hours: number) => {
  home.now = new Date(home.now.getTime() + hours * HOUR);
};
const fall = (id: string) => home.as('job', (ctx) => sendScheduled(ctx, id));
const sent = async () => (await thread.messages()).filter(({ direction }) => direction === 'out');

describe('a scheduled message', () => {
  it('goes out at its time as its author’s, once, however often its time comes', async () => {
    const id = await schedule();
    await fall(id);
    expect(await sent()).toEqual([]);
    pass(1);
    await Promise.all([fall(id), fall(id), fall(id)]);
    expect(await sent()).toMatchObject([
      { id, body: 'See you tomorrow', authorId: home.organization.anna.id, status: 'queued' },
    ]);
    expect(await thread.promised(id)).toMatchObject({ state: 'queued' });
    expect(await listed()).toEqual([]);
    expect(await thread.detail()).toMatchObject({ scheduledCount: 0, needsReplySince: null });
    expect(await home.as('operator', (ctx) => verifyInvariants(ctx))).toMatchObject([]);
  });

  it('is not sent to who has opted out meanwhile: it stays with the reason, and its author is told', async () => {
    const id = await schedule();
    await home.receive(thread.customer, 'STOP');
    pass(1);
    await fall(id);
    expect(await sent()).toEqual([]);
    expect(await listed()).toMatchObject([{ id, refused: 'The customer has opted out.' }]);
    expect(await home.events()).toContainEqual(
      expect.objectContaining({ kind: 'notice', reason: 'scheduled_refused' }),
    );
    expect(await home.as('operator', (ctx) => verifyInvariants(ctx))).toMatchObject([]);
    await home.receive(thread.customer, 'START');
    await fall(id);
    expect(await sent()).toEqual([]);
  });

  it.each([
    ['active = false', 'Your account is switched off.'],
    ["licence = 'basic'", 'Texting needs a Business or Premium licence. An admin can change yours.'],
  ])('is not sent for an author who may not text any more: %s', async (change, reason) => {
    const id = await schedule();
    await home.rows(`update users set ${change} where id = '${home.organization.anna.id}'`);
    pass(1);
    await fall(id);
    const conversation = { conversationId: thread.conversationId };
    const seen = await home.as(home.organization.jonas, (ctx) => listScheduled(ctx, conversation));
    expect(seen).toMatchObject([{ id, refused: reason }]);
    expect(await thread.promised(id)).toBeUndefined();
  });

  it('goes when the customer writes before, where that was wished', async () => {
    await schedule({ cancelOnReply: true });
    const kept = await schedule();
    await home.receive(thread.customer, 'Never mind');
    expect(await listed()).toMatchObject([{ id: kept }]);
    expect(await thread.detail()).toMatchObject({ scheduledCount: 1 });
  });

  it('can be changed; who changes it is its author, and two do not overwrite each other', async () => {
    const id = await schedule();
    const { jonas } = home.organization;
    const change = { id, version: 1, text: 'At ten', dueAt: inHours(2), cancelOnReply: true };
    await home.as(jonas, (ctx) => updateScheduled(ctx, change));
    expect(await listed()).toMatchObject([{ id, text: 'At ten', authorId: jonas.id, version: 2 }]);
    await expect(home.as(jonas, (ctx) => updateScheduled(ctx, change))).rejects.toMatchObject({
      reason: 'scheduled_changed',
    });
    pass(1);
    await fall(id);
    expect(await sent()).toEqual([]);
    pass(1);
    await fall(id);
    expect(await sent()).toMatchObject([{ id, body: 'At ten', authorId: jonas.id }]);
  });

  it('can be cancelled or sent at once; then there is nothing left to do so with', async () => {
    const { anna } = home.organization;
    const [cancelled, now] = [await schedule(), await schedule()];
    await home.as(anna, (ctx) => cancelScheduled(ctx, { id: cancelled }));
    await home.as(anna, (ctx) => sendScheduledNow(ctx, { id: now }));
    pass(2);
    await fall(cancelled);
    await fall(now);
    expect(await sent()).toMatchObject([{ id: now }]);
    for (const verb of [cancelScheduled, sendScheduledNow]) {
      await expect(
        home.as(anna, (ctx) => verb(ctx, { id: cancelled }).then(() => null)),
      ).rejects.toMatchObject({ reason: 'scheduled_gone' });
    }
  });

  it('is stored once for one id, and never under an id that names something else', async () => {
    const id = await schedule();
    await schedule({ id });
    expect(await listed()).toHaveLength(1);
    await expect(schedule({ id, text: 'Something else' })).rejects.toMatchObject({ reason: 'id_in_use' });
    const messageId = await thread.send('Now');
    await expect(schedule({ id: messageId })).rejects.toMatchObject({ reason: 'id_in_use' });
  });

  it.each<[string, () => Parameters<typeof schedule>[0]]>([
    ['scheduled_past', () => ({ dueAt: inHours(0) })],
    ['scheduled_too_far', () => ({ dueAt: inHours(24 * 367) })],
    ['empty', () => ({ text: ' ' })],
    ['too_long', () => ({ text: 'a'.repeat(671) })],
    ['unresolved_variable', () => ({ text: 'Hi {{contact.first_name}}' })],
    ['stop_now_only', () => ({ text: 'STOP' })],
  ])('is refused with %s, and nothing is stored', async (reason, change) => {
    await expect(schedule(change())).rejects.toMatchObject({ reason });
    expect(await listed()).toEqual([]);
    expect(await thread.detail()).toMatchObject({ scheduledCount: 0 });
  });
});
