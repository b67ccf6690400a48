import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import type { PresenceNews } from '@/server/domain/presence/presence';
import { LiveHub } from './live-hub';
import { Presence } from './presence';
import { Screen } from './testing/screen';

/** Two web processes over one database. */
let database: TestDatabase;
let organization: TestOrganization;
const faults: unknown[] = [];
const onError = (error: unknown) => faults.push(error);
const processes: { hub: LiveHub; presence: Presence }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  organization = await testOrganization(database);
  for (let i = 0; i < 2; i += 1) {
    const hub = new LiveHub(database, onError);
    processes.push({ hub, presence: new Presence({ url: database.url, hub, onError }) });
  }
});
afterAll(async () => {
  for (const { presence } of processes) await presence.close();
  expect(faults).toEqual([]);
});

const process = (n: 0 | 1) => {
  const found = processes[n];
  if (!found) throw new Error('not started');
  return found;
};
const screenOf = (userId: string, n: 0 | 1 = 0) =>
  new Screen().open(process(n).hub, organization.id, userId, null);
const heard = (screen: Screen): PresenceNews[] =>
  screen.blocks.filter(({ event }) => event === 'presence').map(({ data }) => data as PresenceNews);
const look = (
  userId: string,
  conversationId: string,
  change: { typing?: boolean; inboxId?: string } = {},
) => ({
  organizationId: organization.id,
  tabId: `tab of ${userId}`,
  userId,
  conversationId,
  inboxId: organization.serviceId,
  typing: false,
  ...change,
});

describe('presence', () => {
  it('tells those who look at the same conversation, in every process, and the one who comes later too', async () => {
    const { anna, jonas } = organization;
    const conversationId = uuidv7();
    const [annas, jonass] = [await screenOf(anna.id), await screenOf(jonas.id, 1)];
    process(0).presence.say(look(anna.id, conversationId, { typing: true }));
    await vi.waitFor(() => expect(heard(annas)).not.toEqual([]));
    process(1).presence.say(look(jonas.id, conversationId));
    const both = [
      { userId: anna.id, typing: true },
      { userId: jonas.id, typing: false },
    ];
    const sorted = (news: PresenceNews | undefined) =>
      news?.people.toSorted(
        (a, b) => both.findIndex((p) => p.userId === a.userId) - both.findIndex((p) => p.userId === b.userId),
      );
    await vi.waitFor(() => {
      expect(sorted(heard(annas).at(-1))).toEqual(both);
      expect(sorted(heard(jonass).at(-1))).toEqual(both);
    });
    process(1).presence.say({
      organizationId: organization.id,
      tabId: `tab of ${jonas.id}`,
      conversationId: null,
    });
    await vi.waitFor(() => expect(heard(annas).at(-1)?.people).toEqual([{ userId: anna.id, typing: true }]));
  });

  it('tells nobody who looks elsewhere, and nobody who may not see the conversation', async () => {
    const { anna, jonas, outsider } = organization;
    const conversationId = uuidv7();
    const elsewhere = await screenOf(jonas.id);
    const stranger = await screenOf(outsider.id);
    const witness = await screenOf(anna.id);
    process(0).presence.say(look(jonas.id, uuidv7()));
    // Somebody whose right was taken away after their tab had come here.
    process(0).presence.say(look(outsider.id, conversationId));
    process(0).presence.say(look(anna.id, conversationId));
    await vi.waitFor(() => expect(heard(witness).at(-1)?.people).toHaveLength(2));
    expect(heard(elsewhere).filter((news) => news.conversationId === conversationId)).toEqual([]);
    expect(heard(stranger)).toEqual([]);
  });

  it('moves no cursor and is not repeated to a screen that connects later', async () => {
    const { anna } = organization;
    const screen = await screenOf(anna.id);
    const before = screen.cursor;
    process(0).presence.say(look(anna.id, uuidv7()));
    await vi.waitFor(() => expect(heard(screen)).not.toEqual([]));
    expect(screen.blocks.findLast(({ event }) => event === 'presence')?.id).toBeNull();
    expect(before).not.toBeNull();
    expect(heard(await screenOf(anna.id))).toEqual([]);
  });
});
