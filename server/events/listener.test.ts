import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import { inOrganization } from '@/server/context';
import { type Listener, startListener } from './listener';
import { LiveHub } from './live-hub';
import { notifyDoorbell, payloads } from './notify-doorbell';
import { Screen } from './testing/screen';

const database = await testDatabase();
const faults: unknown[] = [];
const onError = (error: unknown) => faults.push(error);
let hub: LiveHub;
let organization: TestOrganization;
let ring: (organizationId: number) => void;

beforeEach(async () => {
  hub = new LiveHub(database, onError);
  organization = await testOrganization(database);
});
afterEach(() => expect(faults.splice(0)).toEqual([]));

async function publish(): Promise<void> {
  const box = { database, doorbell: { ringEvents: ring, ringOutbox: () => {} }, clock: () => new Date() };
  await inOrganization(box, organization.id, { kind: 'job' }, async (ctx) =>
    ctx.publish({ to: 'organization' }, { kind: 'settings.changed' }),
  );
}

describe('the way from a writer in another process', () => {
  let listener: Listener;
  afterEach(() => listener.close());

  it('works by the poll alone when no bell is ever rung', async () => {
    ring = () => {};
    listener = startListener({ url: database.url, hub, onError, listen: false });
    const screen = await new Screen().open(hub, organization.id, organization.anna.id);
    await publish();
    await vi.waitFor(() => expect(screen.seqs).toEqual([1]), 3_000);
    expect(listener.alive()).toBe(true);
    screen.close();
  });

  it('works by the bell alone, for all organizations at once', async () => {
    const doorbell = notifyDoorbell(database.url, onError);
    const up = new Promise<void>((resolve) => {
      const bells = { ring: hub.ring.bind(hub), ringAll: resolve, poll: () => Promise.resolve() };
      listener = startListener({ url: database.url, hub: bells, onError });
    });
    await up;
    ring = (id) => doorbell.ringEvents(id);
    const screens: Screen[] = [];
    for (let i = 0; i < 3; i += 1) {
      organization = await testOrganization(database);
      screens.push(await new Screen().open(hub, organization.id, organization.anna.id));
      await publish();
      await publish();
    }
    await vi.waitFor(
      () =>
        expect(screens.map(({ seqs }) => seqs)).toEqual([
          [1, 2],
          [1, 2],
          [1, 2],
        ]),
      3_000,
    );
    for (const screen of screens) screen.close();
    await doorbell.close();
  });

  it('heals by itself when its connection is cut', async () => {
    let ups = 0;
    const bells = { ring: hub.ring.bind(hub), ringAll: () => (ups += 1), poll: () => Promise.resolve() };
    listener = startListener({ url: database.url, hub: bells, onError: () => {} });
    await vi.waitFor(() => expect(ups).toBe(1), 3_000);
    await database.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen %'`);
    await vi.waitFor(() => expect(ups).toBe(2), 3_000);
  });
});

describe('a round of NOTIFY', () => {
  it('fits into what PostgreSQL takes, and names every organization once', () => {
    const ids = Array.from({ length: 5_000 }, (_, i) => 2_147_483_647 - i);
    const lists = payloads(ids);
    expect(Math.max(...lists.map((list) => Buffer.byteLength(list)))).toBeLessThanOrEqual(7_900);
    expect(lists.flatMap((list) => list.split(',').map(Number))).toEqual(ids);
    expect(payloads([])).toEqual([]);
  });
});
