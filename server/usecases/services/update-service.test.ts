import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { updateServiceInput } from '@/server/domain/services/inputs';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { type House, house } from '../testing/house';
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
