import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { setConversationState } from '@/server/usecases/conversations/set-conversation-state';
import { scheduleMessage } from '@/server/usecases/scheduled/schedule-message';
import { updateService } from '@/server/usecases/services/update-service';
import { type House, house } from '@/server/usecases/testing/house';
import { openThread, type Thread } from '@/server/usecases/testing/thread';
import { setTimer } from '@/server/usecases/timers/set-timer';
import { runTimers } from './run-timers';

/** Open on Monday, 9 to 17 in UTC; the house's clock says Monday, 9:00. */
const MONDAYS = {
  timeZone: 'UTC',
  week: [[{ from: 540, to: 1020 }], [], [], [], [], [], []],
  closedDates: [],
};

let home: House;
let thread: Thread;
const minutes = (count: number) => {
  home.now = new Date(home.now.getTime() + count * 60_000);
};
const look = () => runTimers(home.box, pino({ level: 'silent' }));
const lines = async (kind: string) =>
  (await thread.messages()).filter(({ system }) => system?.kind === kind).length;
const notices = async () =>
  (await home.events()).flatMap((event) => (event.kind === 'notice' ? [event.reason] : []));
const answers = async () => (await thread.messages()).filter(({ automatic }) => automatic);

beforeEach(async () => {
  home = await house();
  await home.rows(`update services set manager_id = '${home.organization.supervisor.id}'`);
  thread = await openThread(home);
});

describe('a customer who waits', () => {
  it('after 60 minutes the Service’s manager is called in, once, however many workers look', async () => {
    await home.receive(thread.customer, 'Hello?');
    minutes(59);
    await home.receive(thread.customer, 'Is anybody there?');
    await look();
    expect(await lines('escalated')).toBe(0);
    minutes(1);
    await Promise.all([look(), look(), look()]);
    await look();
    expect(await lines('escalated')).toBe(1);
    expect(await notices()).toEqual(['escalated']);
    expect((await thread.detail()).participantIds).toContain(home.organization.supervisor.id);
  });

  it('is no reason to call anybody when somebody has answered, or marked it as done', async () => {
    const { conversationId } = thread;
    for (const deal of [
      () => thread.send(),
      () =>
        home.as(home.organization.anna, (ctx) =>
          setConversationState(ctx, { conversationId, state: 'done' }),
        ),
    ]) {
      await home.receive(thread.customer, 'Hello?');
      await deal();
      minutes(61);
      await look();
      expect(await lines('escalated')).toBe(0);
    }
  });

  it('waits open minutes only', async () => {
    await home.rows(`update services set business_hours = '${JSON.stringify(MONDAYS)}'`);
    minutes(7 * 60 + 30);
    await home.receive(thread.customer, 'Just before five');
    minutes(60);
    await look();
    expect(await lines('escalated')).toBe(0);
    minutes(7 * 24 * 60 - 8 * 60);
    await look();
    expect(await lines('escalated')).toBe(1);
  });

  it('is looked at by the rules of the moment: a new manager is called in, and nobody where nobody shall be', async () => {
    await home.receive(thread.customer, 'Hello?');
    await home.rows(`update services set manager_id = '${home.organization.admin.id}'`);
    minutes(60);
    await look();
    expect((await thread.detail()).participantIds).toContain(home.organization.admin.id);
    await thread.send();
    await home.receive(thread.customer, 'And now?');
    await home.rows('update services set escalate_after_minutes = null');
    minutes(60);
    await look();
    expect(await lines('escalated')).toBe(1);
  });

  it('is not forgotten by being put off: the manager is called in once it is open again', async () => {
    const { conversationId } = thread;
    const { anna } = home.organization;
    await home.receive(thread.customer, 'Hello?');
    await home.as(anna, (ctx) =>
      setConversationState(ctx, { conversationId, state: 'snoozed', until: null }),
    );
    minutes(61);
    await look();
    expect(await lines('escalated')).toBe(0);
    await home.receive(thread.customer, 'Hello again?');
    minutes(60);
    await look();
    expect(await lines('escalated')).toBe(1);
  });

  it('whose case is opened again after all waits anew', async () => {
    const { conversationId } = thread;
    const { anna } = home.organization;
    const set = (state: 'done' | 'open') =>
      home.as(anna, (ctx) => setConversationState(ctx, { conversationId, state }));
    await home.receive(thread.customer, 'Hello?');
    await set('done');
    minutes(61);
    await look();
    await set('open');
    minutes(59);
    await look();
    expect(await lines('escalated')).toBe(0);
    minutes(1);
    await look();
    expect(await lines('escalated')).toBe(1);
  });

  it('waits as long as the Service says by then', async () => {
    await home.receive(thread.customer, 'Hello?');
    await home.rows('update services set escalate_after_minutes = 120');
    minutes(60);
    await look();
    expect(await lines('escalated')).toBe(0);
    minutes(60);
    await look();
    expect(await lines('escalated')).toBe(1);
  });

  it('is seen to as soon as the Service waits less long, and once only, however often its rules change', async () => {
    const { admin, serviceId } = home.organization;
    const set = (escalateAfterMinutes: number | null) =>
      home.as(admin, (ctx) => updateService(ctx, { serviceId, escalateAfterMinutes }));
    await set(null);
    await home.receive(thread.customer, 'Hello?');
    minutes(30);
    await set(60);
    await look();
    expect(await lines('escalated')).toBe(0);
    await set(30);
    await look();
    expect(await lines('escalated')).toBe(1);
    for (const minutesOfNow of [null, 5, 60]) {
      await set(minutesOfNow);
      minutes(60);
      await look();
    }
    expect(await lines('escalated')).toBe(1);
  });

  it('who waited when the Service called in nobody is not forgotten when it does', async () => {
    const { admin, serviceId } = home.organization;
    await home.rows('update services set escalate_after_minutes = null');
    await home.receive(thread.customer, 'Hello?');
    await home.as(admin, (ctx) => updateService(ctx, { serviceId, escalateAfterMinutes: 60 }));
    minutes(59);
    await look();
    expect(await lines('escalated')).toBe(0);
    minutes(1);
    await look();
    expect(await lines('escalated')).toBe(1);
  });

  it('makes the admins hear of it where there is no manager', async () => {
    await home.rows('update services set manager_id = null');
    await home.receive(thread.customer, 'Hello?');
    minutes(60);
    await look();
    const [notice] = (await home.events()).filter(({ kind }) => kind === 'notice');
    expect(notice).toMatchObject({ reason: 'escalated' });
    expect(await lines('escalated')).toBe(1);
  });
});

describe('answers by rule', () => {
  it('outside the hours a customer gets one answer in 24 hours, and still waits', async () => {
    await home.rows(
      `update services set business_hours = '${JSON.stringify(MONDAYS)}', away_text = 'We are back on Monday.'`,
    );
    await home.receive(thread.customer, 'Within the hours');
    expect(await answers()).toEqual([]);
    minutes(12 * 60);
    await Promise.all([home.receive(thread.customer, 'Late'), home.receive(thread.customer, 'Very late')]);
    expect(await answers()).toMatchObject([
      { body: 'We are back on Monday.', authorId: null, status: 'queued' },
    ]);
    expect(await thread.detail()).toMatchObject({ assigneeId: null });
    expect((await thread.detail()).needsReplySince).not.toBeNull();
    minutes(25 * 60);
    await home.receive(thread.customer, 'Tuesday');
    expect(await answers()).toHaveLength(2);
  });

  it('machines and who has opted out get none', async () => {
    await home.rows(`update services set business_hours = '${JSON.stringify(MONDAYS)}', away_text = 'Away.'`);
    minutes(12 * 60);
    await home.receive(thread.customer, 'Automatic reply: I am driving');
    await home.receive(thread.customer, 'STOP');
    await home.receive(thread.customer, 'Hm');
    await home.receive('BANK', 'Your code is 4711');
    expect(await home.rows('select id from messages where automatic')).toEqual([]);
  });

  it('HELP is answered with who we are and how to stop', async () => {
    await home.receive(thread.customer, 'HELP');
    await home.receive(thread.customer, 'INFO');
    const [answer, second] = await answers();
    expect(answer?.body).toContain('STOP');
    expect(second).toBeUndefined();
  });

  it('free wording that looks like an opt-out is marked for a person, an exact keyword is obeyed', async () => {
    await home.receive(thread.customer, 'Please stop texting me');
    await home.receive(thread.customer, 'Can you stop by at 5?');
    const marks = (await thread.messages())
      .filter(({ direction }) => direction === 'in')
      .map((m) => m.suspected);
    expect(marks).toEqual(['opt_out', null]);
    expect(await thread.detail()).toMatchObject({ optedOut: false });
  });
});

it('a timer whose verb fails is tried again later and stands in nobody’s way', async () => {
  await home.as('job', (ctx) => setTimer(ctx, 'wake', uuidv7(), home.now));
  await home.receive(thread.customer, 'Hello?');
  minutes(60);
  await look();
  expect(await lines('escalated')).toBe(1);
  const [left] = await home.rows<{ due_at: Date }>('select due_at from timers');
  expect(new Date(left?.due_at ?? 0).getTime()).toBeGreaterThan(home.now.getTime());
});

it('a text for later goes out at its time, once', async () => {
  const id = uuidv7();
  const dueAt = new Date(home.now.getTime() + 3_600_000).toISOString();
  const { conversationId } = thread;
  await home.as(home.organization.anna, (ctx) =>
    scheduleMessage(ctx, { id, conversationId, text: 'Later', dueAt, cancelOnReply: false }),
  );
  await look();
  minutes(60);
  await Promise.all([look(), look()]);
  expect((await thread.messages()).filter((message) => message.id === id)).toMatchObject([{ body: 'Later' }]);
});
