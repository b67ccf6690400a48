import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, it } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import { addParticipants } from './conversations/add-participants';
import { assignConversation } from './conversations/assign-conversation';
import { markRead } from './conversations/mark-read';
import { markUnread } from './conversations/mark-unread';
import { muteConversation } from './conversations/mute-conversation';
import { removeParticipant } from './conversations/remove-participant';
import { renameConversation } from './conversations/rename-conversation';
import { setConversationState } from './conversations/set-conversation-state';
import { setLabels } from './conversations/set-labels';
import { wakeConversation } from './conversations/wake-conversation';
import { saveLabel } from './labels/save-label';
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

describe('the news of triage tells screens all that it changed', () => {
  it('colleagues are added, taken out, leave, and come back', async () => {
    const { conversationId } = thread;
    const remove = (userId: string, who = people.anna) =>
      tellsAll(() => home.as(who, (ctx) => removeParticipant(ctx, { conversationId, userId })));
    const add = (userIds: string[]) =>
      tellsAll(() => home.as(people.anna, (ctx) => addParticipants(ctx, { conversationId, userIds })));
    await add([people.outsider.id, people.supervisor.id]);
    await remove(people.outsider.id);
    await add([people.outsider.id]);
    await remove(people.outsider.id, people.outsider);
    for (const { id } of [people.anna, people.jonas, people.supervisor]) await remove(id);
    await tellsAll(() => home.receive(thread.customer, 'Anybody?'));
  });

  it('is assigned and left, put away, woken, done and opened again', async () => {
    const { conversationId } = thread;
    const until = new Date(home.now.getTime() + 60_000).toISOString();
    await home.as(people.anna, (ctx) =>
      addParticipants(ctx, { conversationId, userIds: [people.outsider.id] }),
    );
    await tellsAll(() =>
      home.as(people.outsider, (ctx) =>
        assignConversation(ctx, { conversationId, assigneeId: people.jonas.id, leave: true }),
      ),
    );
    const state = (input: { state: 'open' | 'done' } | { state: 'snoozed'; until: string | null }) =>
      tellsAll(() => home.as(people.anna, (ctx) => setConversationState(ctx, { conversationId, ...input })));
    await state({ state: 'snoozed', until });
    home.now = new Date(until);
    await tellsAll(() => home.as('job', (ctx) => wakeConversation(ctx, conversationId)));
    await state({ state: 'done' });
    await state({ state: 'open' });
    await state({ state: 'done' });
    await tellsAll(() => home.receive(thread.customer, 'Again'));
  });

  it('is named, labelled, muted, read and marked unread', async () => {
    const { conversationId } = thread;
    const labelId = uuidv7();
    await home.as(people.supervisor, (ctx) => saveLabel(ctx, { id: labelId, name: 'VIP', color: 'teal' }));
    await tellsAll(() =>
      home.as(people.jonas, (ctx) => renameConversation(ctx, { conversationId, title: 'Elm Street' })),
    );
    await tellsAll(() =>
      home.as(people.jonas, (ctx) => setLabels(ctx, { conversationId, labelIds: [labelId] })),
    );
    await tellsAll(() =>
      home.as(people.jonas, (ctx) => muteConversation(ctx, { conversationId, muted: true })),
    );
    await tellsAll(() => home.as(people.jonas, (ctx) => markRead(ctx, { conversationId, seq: 99 })));
    await tellsAll(() => home.as(people.jonas, (ctx) => markUnread(ctx, { conversationId, seq: 2 })));
  });
});
