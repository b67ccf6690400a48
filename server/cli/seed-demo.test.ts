import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { type Box, inOrganization } from '@/server/context';
import { countViews } from '@/server/usecases/conversations/count-views';
import { verifyInvariants } from '@/server/usecases/operations/verify-invariants';
import { findPerson } from '@/server/usecases/users/find-person';
import { seedDemo } from './seed-demo';

describe('the demo', () => {
  it('holds every invariant of live data, and has something to show in each view', async () => {
    const database = await testDatabase();
    const box: Box = {
      database,
      doorbell: { ringEvents: () => undefined, ringOutbox: () => undefined },
      clock: () => new Date(),
    };
    await seedDemo(box, () => 'sealed');
    const [demo] = await database.asOwner<{ id: number }>(`select id from organizations where slug = 'demo'`);
    const id = demo?.id ?? 0;
    const operator = { kind: 'operator' } as const;
    expect(await inOrganization(box, id, operator, verifyInvariants)).toEqual([]);
    const anna = await inOrganization(box, id, operator, (ctx) => findPerson(ctx, 'anna@demo.example'));
    const { views, labels } = await inOrganization(box, id, anna, countViews);
    const { unattended: _admins, ...agents } = views;
    for (const [view, count] of Object.entries(agents)) expect(count, view).toBeGreaterThan(0);
    const olivia = await inOrganization(box, id, operator, (ctx) => findPerson(ctx, 'olivia@demo.example'));
    expect((await inOrganization(box, id, olivia, countViews)).views.unattended).toBe(1);
    expect(Object.values(labels).every((count) => count > 0)).toBe(true);
  });
});
