import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { saveLabel } from '../labels/save-label';
import { sendMessage } from '../messages/send-message';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { addParticipants } from './add-participants';
import { assignConversation } from './assign-conversation';
import { clearAssignmentsOf } from './clear-assignments';
import { countViews } from './count-views';
import { getConversation } from './get-conversation';
import { listConversations } from './list-conversations';
import { markRead } from './mark-read';
import { markUnread } from './mark-unread';
import { muteConversation } from './mute-conversation';
import { removeParticipant } from './remove-participant';
import { renameConversation } from './rename-conversation';
import { setConversationState } from './set-conversation-state';
import { setLabels } from './set-labels';
import { wakeConversation } from './wake-conversation';

let home: House;
let people: House['organization'];
let customers = 0;
beforeAll(async () => {
  home = await house();
  people = home.organization;
});

/** A conversation of its own whose customer waits. */
async function waiting(): Promise<Thread> {
  customers += 1;
  const thread = await openThread(home, `+1415555${String(200 + customers).padStart(4, '0')}`);
  await home.receive(thread.customer, 'Hello?');
  return thread;
}

const as = {
  add: (conversationId: string, userIds: string[]) =>
    home.as(people.anna, (ctx) => addParticipants(ctx, { conversationId, userIds })),
  remove: (conversationId: string, userId: string, who = people.anna) =>
    home.as(who, (ctx) => removeParticipant(ctx, { conversationId, userId })),
  assign: (conversationId: string, assigneeId: string | null, who = people.anna, leave = false) =>
    home.as(who, (ctx) => assignConversation(ctx, { conversationId, assigneeId, leave })),
  done: (conversationId: string) =>
    home.as(people.anna, (ctx) => setConversationState(ctx, { conversationId, state: 'done' })),
  open: (conversationId: string) =>
    home.as(people.anna, (ctx) => setConversationState(ctx, { conversationId, state: 'open' })),
  snooze: (conversationId: string, until: string | null) =>
    home.as(people.anna, (ctx) => setConversationState(ctx, { conversationId, state: 'snoozed', until })),
};
const lines = async (thread: Thread) =>
  (await thread.messages()).flatMap(({ system }) => (system ? [system.kind] : []));

describe('participants', () => {
  it('are colleagues, of the Service or guests, and nobody from outside (items 59, 61)', async () => {
    const thread = await waiting();
    await as.add(thread.conversationId, [people.outsider.id, people.outsider.id]);
    expect((await thread.detail()).participantIds).toContain(people.outsider.id);
    expect(await thread.detail()).toMatchObject({ participantCount: 3 });
    const seen = await home.as(people.outsider, (ctx) => listConversations(ctx, { view: 'all', limit: 9 }));
    expect(seen.items.map(({ id }) => id)).toContain(thread.conversationId);
    const before = await thread.detail();
    for (const nobody of [uuidv7(), people.serviceId]) {
      await expect(as.add(thread.conversationId, [people.jonas.id, nobody])).rejects.toMatchObject({
        code: 'invalid_input',
        reason: 'not_a_user',
      });
    }
    await home.rows(`update users set licence = 'essential' where id = '${people.supervisor.id}'`);
    await expect(as.add(thread.conversationId, [people.supervisor.id])).rejects.toMatchObject({
      reason: 'licence_too_low',
    });
    await home.rows(`update users set licence = 'business' where id = '${people.supervisor.id}'`);
    expect(await thread.detail()).toEqual(before);
  });

  it('who goes out is the assignee no more (trap 19), and a guest sees it no more', async () => {
    const { conversationId, ...thread } = await waiting();
    await as.assign(conversationId, people.jonas.id);
    expect(await as.remove(conversationId, people.jonas.id)).toMatchObject({ assigneeId: null });
    await as.add(conversationId, [people.outsider.id]);
    await as.remove(conversationId, people.outsider.id, people.outsider);
    await expect(
      home.as(people.outsider, (ctx) => getConversation(ctx, { conversationId })),
    ).rejects.toMatchObject({ code: 'not_found' });
    const said = (await thread.messages()).flatMap(({ system }) => system ?? []);
    expect(said).toContainEqual({ kind: 'removed', userId: people.jonas.id });
    expect(said).toContainEqual({ kind: 'left', userId: people.outsider.id });
    expect(await thread.detail()).toMatchObject({ participantCount: 1 });
  });

  it('of a direct conversation are guests but for those whose office number it is', async () => {
    const numberId = uuidv7();
    const office = '+14155550199';
    await home.rows(`insert into numbers (organization_id, id, connection_id, e164, country, kind)
      select organization_id, '${numberId}', connection_id, '${office}', country, kind from numbers limit 1`);
    await home.rows(`insert into senders (organization_id, number_id, spacing)
      select organization_id, '${numberId}', spacing from senders limit 1`);
    await home.rows(
      `update users set office_number_id = '${numberId}' where id in ('${people.outsider.id}', '${people.jonas.id}')`,
    );
    await home.receive('+14155559999', 'Hello?', { to: office });
    const found = await home.as(people.outsider, (ctx) => listConversations(ctx, { view: 'all', limit: 99 }));
    const conversationId = found.items.find((one) => one.numberId === numberId)?.id ?? '';
    for (const { id } of [people.outsider, people.jonas]) {
      await as.remove(conversationId, id, people.outsider);
    }
    await home.as(people.outsider, (ctx) =>
      sendMessage(ctx, { id: uuidv7(), conversationId, text: 'I am back' }),
    );
    await home.as(people.outsider, (ctx) =>
      addParticipants(ctx, { conversationId, userIds: [people.anna.id, people.jonas.id] }),
    );
    const rows = await home.rows<{ user_id: string; is_guest: boolean }>(
      `select user_id, is_guest from participants where conversation_id = '${conversationId}'`,
    );
    expect(rows.filter((row) => row.is_guest).map((row) => row.user_id)).toEqual([people.anna.id]);
    expect(rows).toHaveLength(3);
    await home.rows('update users set office_number_id = null');
  });

  it('all come back with the customer’s next message when everybody has left (item 62)', async () => {
    const { conversationId, customer, ...thread } = await waiting();
    await as.remove(conversationId, people.anna.id);
    await as.remove(conversationId, people.jonas.id, people.jonas);
    expect(await thread.detail()).toMatchObject({ participantIds: [], participantCount: 0 });
    await home.receive(customer, 'Anybody there?');
    expect((await thread.detail()).participantIds.toSorted()).toEqual(
      [people.anna.id, people.jonas.id].toSorted(),
    );
  });

  it('nobody in it and somebody waiting is Unattended, until there is somebody', async () => {
    const { conversationId } = await waiting();
    await as.remove(conversationId, people.anna.id);
    await as.remove(conversationId, people.jonas.id);
    const unattended = async () =>
      (await home.as(people.admin, (ctx) => listConversations(ctx, { view: 'unattended', limit: 9 }))).items;
    expect((await unattended()).map(({ id }) => id)).toEqual([conversationId]);
    await as.add(conversationId, [people.jonas.id]);
    expect(await unattended()).toEqual([]);
  });

  it('a last leave and a message at the same time never leave a customer unseen (R11)', async () => {
    for (let round = 0; round < 200; round += 1) {
      const { conversationId, customer, ...thread } = await waiting();
      await as.remove(conversationId, people.jonas.id);
      await Promise.all([
        as.remove(conversationId, people.anna.id),
        home.receive(customer, 'Right now'),
        ...(round % 2 ? [home.receive(customer, 'And now')] : []),
      ]);
      const after = await thread.detail();
      expect(after.participantCount).toBe(after.participantIds.length);
      expect(after.participantCount > 0 || after.needsReplySince !== null).toBe(true);
    }
  }, 60_000);
});

describe('the assignee', () => {
  it('can be given by who is not in the Service, who may leave with it', async () => {
    const { conversationId } = await waiting();
    await as.add(conversationId, [people.outsider.id]);
    const given = await as.assign(conversationId, people.jonas.id, people.outsider, true);
    expect(given).toMatchObject({ assigneeId: people.jonas.id, participantCount: 2 });
  });

  it('hears of it, unless it was their own doing', async () => {
    const { conversationId } = await waiting();
    const notices = async () =>
      (await home.events()).filter(
        (event) => event.kind === 'notice' && event.conversation.id === conversationId,
      );
    await as.assign(conversationId, people.anna.id);
    expect(await notices()).toEqual([]);
    await as.assign(conversationId, people.jonas.id);
    expect(await notices()).toMatchObject([{ reason: 'assigned' }]);
  });

  it('is whoever answers first, where the Service wants it so', async () => {
    await home.rows('update services set auto_assign = true');
    const thread = await waiting();
    await home.as(people.supervisor, (ctx) =>
      sendMessage(ctx, { id: uuidv7(), conversationId: thread.conversationId, text: 'One moment' }),
    );
    expect(await thread.detail()).toMatchObject({ assigneeId: null });
    await thread.send();
    await home.as(people.jonas, (ctx) =>
      sendMessage(ctx, { id: uuidv7(), conversationId: thread.conversationId, text: 'Me too' }),
    );
    expect(await thread.detail()).toMatchObject({ assigneeId: people.anna.id });
    await home.rows('update services set auto_assign = false');
  });
});

describe('who may no longer answer for the Service', () => {
  it('loses the assignments and nothing else, once', async () => {
    const [one, two, other] = [await waiting(), await waiting(), await waiting()];
    await as.assign(one.conversationId, people.jonas.id);
    await as.assign(two.conversationId, people.jonas.id);
    await as.done(two.conversationId);
    await as.assign(other.conversationId, people.anna.id);
    const clear = () => home.as('operator', (ctx) => clearAssignmentsOf(ctx, people.jonas.id));
    expect(await clear()).toBe(0);
    for (const [off, on] of [
      [`update users set active = false where id = '${people.jonas.id}'`, 'active = true'],
      [`update users set licence = 'essential' where id = '${people.jonas.id}'`, `licence = 'premium'`],
    ] as const) {
      await home.rows(off);
      expect(await clear()).toBeGreaterThanOrEqual(2);
      expect(await clear()).toBe(0);
      for (const { detail } of [one, two]) expect(await detail()).toMatchObject({ assigneeId: null });
      expect(await two.detail()).toMatchObject({ state: 'done' });
      expect(await other.detail()).toMatchObject({ assigneeId: people.anna.id });
      await home.rows(`update users set ${on} where id = '${people.jonas.id}'`);
      for (const { conversationId } of [one, two]) await as.assign(conversationId, people.jonas.id);
    }
  });
});

describe('states', () => {
  it('done ends the waiting with a line, and opening again restores it exactly', async () => {
    const thread = await waiting();
    const before = await thread.detail();
    await as.done(thread.conversationId);
    expect(await thread.detail()).toMatchObject({ state: 'done', needsReplySince: null });
    expect(await lines(thread)).toContain('done');
    await as.open(thread.conversationId);
    const after = await thread.detail();
    expect(after).toEqual({ ...before, lastSeq: after.lastSeq, version: after.version });
  });

  it('a customer’s message opens what was put away', async () => {
    for (const put of [as.done, (id: string) => as.snooze(id, null)]) {
      const { conversationId, customer, ...thread } = await waiting();
      await put(conversationId);
      await home.receive(customer, 'One more thing');
      expect(await thread.detail()).toMatchObject({ state: 'open', snoozedUntil: null });
    }
  });

  it('snoozed wakes at its time, once, and not before', async () => {
    const thread = await waiting();
    const until = new Date(home.now.getTime() + 3_600_000);
    await as.snooze(thread.conversationId, until.toISOString());
    const wake = () => home.as('job', (ctx) => wakeConversation(ctx, thread.conversationId));
    expect(await thread.detail()).toMatchObject({ state: 'snoozed', snoozedUntil: until.toISOString() });
    home.now = until;
    await Promise.all([wake(), wake(), wake()]);
    expect(await thread.detail()).toMatchObject({ state: 'open', snoozedUntil: null });
    expect((await lines(thread)).filter((kind) => kind === 'woken')).toHaveLength(1);
  });

  it('does not wake what somebody has put off further', async () => {
    const thread = await waiting();
    const at = (hours: number) => new Date(home.now.getTime() + hours * 3_600_000).toISOString();
    await as.snooze(thread.conversationId, at(1));
    await as.snooze(thread.conversationId, at(5));
    expect(
      await home.rows(
        `select due_at from timers where kind = 'wake' and target_id = '${thread.conversationId}'`,
      ),
    ).toHaveLength(1);
    home.now = new Date(home.now.getTime() + 2 * 3_600_000);
    await home.as('job', (ctx) => wakeConversation(ctx, thread.conversationId));
    expect(await thread.detail()).toMatchObject({ state: 'snoozed' });
  });

  it('refuses a moment that has passed or is more than a year ahead, and changes nothing', async () => {
    const thread = await waiting();
    const before = await thread.detail();
    for (const [days, reason] of [
      [-1, 'snooze_past'],
      [0, 'snooze_past'],
      [400, 'snooze_too_far'],
    ] as const) {
      const until = new Date(home.now.getTime() + days * 24 * 3_600_000).toISOString();
      await expect(as.snooze(thread.conversationId, until)).rejects.toMatchObject({ reason });
    }
    expect(await thread.detail()).toEqual(before);
  });

  it('stand in their views, which count them', async () => {
    const [a, b] = [await waiting(), await waiting()];
    await as.done(a.conversationId);
    await as.snooze(b.conversationId, null);
    const list = async (view: 'done' | 'snoozed' | 'needs-reply') =>
      (await home.as(people.anna, (ctx) => listConversations(ctx, { view, limit: 100 }))).items.map(
        ({ id }) => id,
      );
    expect(await list('done')).toContain(a.conversationId);
    expect(await list('snoozed')).toContain(b.conversationId);
    const needsReply = await list('needs-reply');
    expect(needsReply).not.toContain(a.conversationId);
    expect(needsReply).not.toContain(b.conversationId);
    const { views } = await home.as(people.anna, countViews);
    expect(views.done).toBe((await list('done')).length);
    expect(views.snoozed).toBe((await list('snoozed')).length);
  });
});

describe('a title', () => {
  it('sticks until it is taken away (item 32)', async () => {
    const thread = await waiting();
    const { conversationId, customer } = thread;
    const rename = (title: string | null) =>
      home.as(people.anna, (ctx) => renameConversation(ctx, { conversationId, title }));
    await rename('The flat in Elm Street');
    await home.receive(customer, 'Hello again');
    expect(await thread.detail()).toMatchObject({ title: 'The flat in Elm Street' });
    expect(await rename(null)).toMatchObject({ title: null });
    expect((await lines(thread)).filter((kind) => kind === 'renamed')).toHaveLength(2);
  });
});

describe('labels', () => {
  it('put a conversation into their lists, in the order of news, and take it out', async () => {
    const labelId = uuidv7();
    await home.as(people.admin, (ctx) => saveLabel(ctx, { id: labelId, name: 'VIP', color: 'violet' }));
    const [first, second] = [await waiting(), await waiting()];
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

describe('one reader’s own marks', () => {
  it('can be moved back to a message, and forward again', async () => {
    const { conversationId, customer, ...thread } = await waiting();
    await home.receive(customer, 'And?');
    const { lastSeq } = await thread.detail();
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId, seq: lastSeq }));
    await home.as(people.anna, (ctx) => markUnread(ctx, { conversationId, seq: 2 }));
    expect(await thread.detail()).toMatchObject({ lastReadSeq: 1 });
    await home.as(people.anna, (ctx) => markUnread(ctx, { conversationId, seq: 3 }));
    expect(await thread.detail()).toMatchObject({ lastReadSeq: 1 });
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId, seq: lastSeq }));
    expect(await thread.detail()).toMatchObject({ lastReadSeq: lastSeq });
  });

  it('go along with a colleague’s doing where everything was read, and stay where it was not', async () => {
    const { conversationId, ...thread } = await waiting();
    const { lastSeq } = await thread.detail();
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId, seq: lastSeq }));
    await home.as(people.jonas, (ctx) => markRead(ctx, { conversationId, seq: lastSeq - 1 }));
    await as.done(conversationId);
    expect(await thread.detail()).toMatchObject({ lastSeq: lastSeq + 1, lastReadSeq: lastSeq + 1 });
    await home.as(people.jonas, (ctx) => setConversationState(ctx, { conversationId, state: 'open' }));
    expect(await thread.detail()).toMatchObject({ lastSeq: lastSeq + 2, lastReadSeq: lastSeq + 2 });
    const jonasSees = await home.as(people.jonas, (ctx) => getConversation(ctx, { conversationId }));
    expect(jonasSees).toMatchObject({ lastSeq: lastSeq + 2, lastReadSeq: lastSeq - 1 });
  });

  it('stay behind where a colleague gives the conversation to their reader', async () => {
    const { conversationId, ...thread } = await waiting();
    const { lastSeq } = await thread.detail();
    await home.as(people.anna, (ctx) => markRead(ctx, { conversationId, seq: lastSeq }));
    await home.as(people.jonas, (ctx) =>
      assignConversation(ctx, { conversationId, assigneeId: people.anna.id, leave: false }),
    );
    expect(await thread.detail()).toMatchObject({ lastSeq: lastSeq + 1, lastReadSeq: lastSeq });
  });

  it('mute only what they take part in', async () => {
    const { conversationId, ...thread } = await waiting();
    const mute = (who = people.anna) =>
      home.as(who, (ctx) => muteConversation(ctx, { conversationId, muted: true }));
    await mute();
    expect(await thread.detail()).toMatchObject({ muted: true });
    await expect(mute(people.supervisor)).rejects.toMatchObject({ reason: 'not_participant' });
  });
});
