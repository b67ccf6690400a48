import { beforeAll, describe, expect, it } from 'vitest';
import { type House, house, houseIn } from '../testing/house';
import { describeSession } from './describe-session';

let home: House;

beforeAll(async () => {
  home = await house();
});

describe('describeSession', () => {
  it('says who I am, which Services I belong to, and who their members are', async () => {
    const { anna, jonas, outsider, serviceId, numberId, e164 } = home.organization;
    const mine = await home.as(anna, describeSession);
    expect(mine.user).toMatchObject({ id: anna.id, name: 'anna', role: 'agent', licence: 'business' });
    const number = { id: numberId, e164, country: 'US', kind: 'local' };
    expect(mine.services).toMatchObject([{ id: serviceId, name: 'Support', number, isMember: true }]);
    expect(mine.services[0]?.memberIds.toSorted()).toEqual([anna.id, jonas.id].toSorted());
    expect(mine).toMatchObject({ createBlocked: null, hasSimulator: true });
    expect((await home.as(outsider, describeSession)).services[0]?.isMember).toBe(false);
  });

  it('gives people’s names but nobody else’s address, and no credentials', async () => {
    const text = JSON.stringify(await home.as(home.organization.anna, describeSession));
    expect(text).toContain('anna@');
    expect(text).not.toContain('jonas@');
    expect(text).not.toMatch(/sealed|token|password/i);
  });

  it('stands before the first event that it does not yet show', async () => {
    const { anna } = home.organization;
    const position = async () => Number((await home.as(anna, describeSession)).cursor.split('.')[1]);
    const before = await position();
    await home.receive('+14155550188', 'Hello');
    expect(await position()).toBe((await home.events()).length);
    expect(await position()).toBeGreaterThan(before);
  });

  it.each([
    [{ region: 'FR' }, '', /region/],
    [{ platformVersion: '6.03.20230630.3' }, '', /version/],
    [{}, 'update services set number_id = null', /number/],
    [{}, `update numbers set status = 'removed'`, /number/],
  ])('says why no conversation can be created: %j %s', async (options, change, message) => {
    const where = await houseIn(home.database, options);
    if (change) await where.rows(change);
    const { createBlocked } = await where.as(where.organization.anna, describeSession);
    expect(createBlocked?.message).toMatch(message);
    expect(createBlocked?.fix).toMatch(/admin/);
  });

  it('says so when the person is gone', async () => {
    const ghost = { ...home.organization.anna, id: home.organization.serviceId };
    await expect(home.as(ghost, describeSession)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
