import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { updateServiceInput } from '@/server/domain/services/inputs';
import { addParticipants } from '../conversations/add-participants';
import { assignConversation } from '../conversations/assign-conversation';
import { getConversation } from '../conversations/get-conversation';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { type House, house } from '../testing/house';
import { openThread } from '../testing/thread';
import { listServices } from './list-services';
import { updateService } from './update-service';

let home: House;
beforeAll(async () => {
  home = await house();
});

const WEEK = [[], [], [], [], [], [{ from: 600, to: 720 }], []];
const HOURS = { timeZone: 'America/New_York', week: WEEK, closedDates: ['2026-12-25'] };
const update = (change: Record<string, unknown>, who = home.organization.admin) =>
  home.as(who, (ctx) =>
    updateService(ctx, updateServiceInput.parse({ serviceId: home.organization.serviceId, ...change })),
  );
const settings = async () => {
  const found = await home.as(home.organization.admin, listServices);
  return found.find(({ id }) => id === home.organization.serviceId);
};

describe('a Service', () => {
  it('is set up by an admin, part by part; what is left out stays', async () => {
    const { admin, anna, serviceId } = home.organization;
    await update({ businessHours: HOURS, awayText: 'We are back on Monday.' });
    await update({ escalateAfterMinutes: 30, autoAssign: true, managerId: anna.id });
    expect(await settings()).toMatchObject({
      id: serviceId,
      businessHours: HOURS,
      awayText: 'We are back on Monday.',
      escalateAfterMinutes: 30,
      autoAssign: true,
      managerId: anna.id,
      e164: home.organization.e164,
    });
    await update({ escalateAfterMinutes: null, awayText: null, businessHours: null, managerId: null });
    expect(await settings()).toMatchObject({
      escalateAfterMinutes: null,
      awayText: null,
      businessHours: null,
      managerId: null,
      autoAssign: true,
    });
    expect(await home.rows("select action from audit_log where action = 'service.changed'")).toHaveLength(3);
    await expectEventsToTellAll(home, [admin, anna], () => update({ name: 'Front desk' }));
    expect(await settings()).toMatchObject({ name: 'Front desk' });
  });

  it('has the members that an admin names: who comes sees it, who goes is out of its conversations', async () => {
    const { admin, anna, jonas, outsider, supervisor } = home.organization;
    const thread = await openThread(home, '+14155550301');
    const { conversationId } = thread;
    // Olga helps as a guest before she belongs to the Service.
    await home.as(anna, (ctx) => addParticipants(ctx, { conversationId, userIds: [jonas.id, outsider.id] }));
    await home.as(anna, (ctx) =>
      assignConversation(ctx, { conversationId, assigneeId: jonas.id, leave: false }),
    );
    await expectEventsToTellAll(home, [admin, anna, supervisor], () =>
      update({ memberIds: [anna.id, outsider.id] }),
    );
    expect((await settings())?.memberIds.toSorted()).toEqual([anna.id, outsider.id].toSorted());
    const after = await thread.detail();
    expect(after).toMatchObject({ assigneeId: null, participantCount: 2 });
    expect(after.participantIds.toSorted()).toEqual([anna.id, outsider.id].toSorted());
    expect(await home.rows(`select user_id from participants where is_guest`)).toEqual([]);
    await expect(home.as(jonas, (ctx) => getConversation(ctx, { conversationId }))).rejects.toMatchObject({
      code: 'not_found',
    });
    await update({ memberIds: [anna.id, jonas.id] });
  });

  it('is not written over by who has not seen the last change', async () => {
    const { version = 0 } = (await settings()) ?? {};
    await update({ version, escalateAfterMinutes: 20 });
    await expect(update({ version, escalateAfterMinutes: 90 })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'service_changed',
    });
    expect(await settings()).toMatchObject({ escalateAfterMinutes: 20, version: version + 1 });
  });

  it.each<[string, () => object | Promise<object>, string]>([
    [
      'a manager who may not text',
      async () => {
        const { id } = home.organization.outsider;
        await home.rows(`update users set licence = 'basic' where id = '${id}'`);
        return { managerId: id };
      },
      'manager_unfit',
    ],
    ['a member who is nobody here', () => ({ memberIds: [uuidv7()] }), 'member_unknown'],
    ['a manager who is nobody here', () => ({ managerId: uuidv7() }), 'manager_unfit'],
    ['an answer for hours that there are not', () => ({ awayText: 'Away' }), 'away_without_hours'],
  ])('refuses %s, and stays as it is', async (_what, change, reason) => {
    const before = await settings();
    const wrong = await change();
    await expect(update({ autoAssign: false, ...wrong })).rejects.toMatchObject({ reason });
    expect(await settings()).toEqual(before);
  });

  it.each([
    [{ awayText: 'x'.repeat(671) }],
    [{ awayText: '  ' }],
    [{ escalateAfterMinutes: 0 }],
    [{ escalateAfterMinutes: 10_081 }],
    [{ businessHours: { ...HOURS, timeZone: '+02:00' } }],
    [{ businessHours: { ...HOURS, week: WEEK.slice(1) } }],
    [{ color: 'mauve' }],
    [{ surprise: 1 }],
  ])('refuses %j by its shape', (change) => {
    expect(updateServiceInput.safeParse({ serviceId: uuidv7(), ...change }).success).toBe(false);
  });

  it('of nobody here is not found; agents and supervisors change none', async () => {
    const { anna, supervisor } = home.organization;
    await expect(update({ serviceId: uuidv7() })).rejects.toMatchObject({ reason: 'service_not_found' });
    for (const who of [anna, supervisor]) {
      await expect(update({ autoAssign: false }, who)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
