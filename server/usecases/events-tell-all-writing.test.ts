import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import { mentionOf } from '@/server/domain/messages/mentions';
import { addNote } from './notes/add-note';
import { cancelScheduled } from './scheduled/cancel-scheduled';
import { scheduleMessage, updateScheduled } from './scheduled/schedule-message';
import { sendScheduled, sendScheduledNow } from './scheduled/send-scheduled';
import { expectEventsToTellAll } from './testing/expect-events-to-tell-all';
import { type House, house } from './testing/house';
import { openThread, type Thread } from './testing/thread';

let home: House;
let thread: Thread;
let readers: TestUser[];
let people: House['organization'];

beforeAll(async () => {
  home = await house();
  people = home.organization;
  readers = [people.anna, people.jonas, people.outsider, people.supervisor];
  thread = await openThread(home);
  await home.receive(thread.customer, 'Hello');
});

const tellsAll = <T>(verb: () => Promise<T>) => expectEventsToTellAll(home, readers, verb);

function later(change: { text?: string; cancelOnReply?: boolean } = {}) {
  const dueAt = new Date(home.now.getTime() + 3_600_000).toISOString();
  return { text: 'See you tomorrow', cancelOnReply: false, ...change, dueAt };
}

describe('the news of writing tells screens all that it changed', () => {
  it('a note is written and names colleagues', async () => {
    const { conversationId } = thread;
    const text = `${mentionOf(people.jonas.id)} and ${mentionOf(people.supervisor.id)}, please look`;
    await tellsAll(() => home.as(people.anna, (ctx) => addNote(ctx, { id: uuidv7(), conversationId, text })));
  });

  it('a text is scheduled, changed, cancelled, sent by hand and at its time', async () => {
    const { conversationId } = thread;
    const schedule = async (change: { cancelOnReply?: boolean } = {}) => {
      const id = uuidv7();
      await tellsAll(() =>
        home.as(people.anna, (ctx) => scheduleMessage(ctx, { id, conversationId, ...later(change) })),
      );
      return id;
    };
    const first = await schedule();
    await tellsAll(() =>
      home.as(people.jonas, (ctx) =>
        updateScheduled(ctx, { id: first, version: 1, ...later({ text: 'Bye' }) }),
      ),
    );
    await tellsAll(() => home.as(people.anna, (ctx) => cancelScheduled(ctx, { id: first })));
    const second = await schedule();
    await tellsAll(() => home.as(people.jonas, (ctx) => sendScheduledNow(ctx, { id: second })));
    await schedule({ cancelOnReply: true });
    await tellsAll(() => home.receive(thread.customer, 'Never mind'));
    const [due, refused] = [await schedule(), await schedule()];
    home.now = new Date(home.now.getTime() + 2 * 3_600_000);
    await tellsAll(() => home.as('job', (ctx) => sendScheduled(ctx, due)));
    await home.receive(thread.customer, 'STOP');
    await tellsAll(() => home.as('job', (ctx) => sendScheduled(ctx, refused)));
  });
});
