import { and, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { conversations, participants } from '@/db/schema/conversations';
import { serviceMembers } from '@/db/schema/numbers';
import { users } from '@/db/schema/users';
import { testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import { inOrganization } from '@/server/context';
import { sampleConversation } from '@/server/domain/conversations/testing/sample-conversation';
import type { Audience, LiveEvent } from '@/server/domain/events/event';
import type { Cursor } from './cursor';
import { LiveHub } from './live-hub';
import { pruneEvents, readPosition } from './read-events';
import { Screen } from './testing/screen';

const database = await testDatabase();
const faults: unknown[] = [];
let hub: LiveHub;
let organization: TestOrganization;

beforeEach(async () => {
  hub = new LiveHub(database, (error) => faults.push(error));
  organization = await testOrganization(database);
});
afterEach(() => expect(faults.splice(0)).toEqual([]));

const open = (userId: string, after: Cursor | 'unreadable' | null = null) =>
  new Screen().open(hub, organization.id, userId, after);

const everybody: Audience = { to: 'organization' };
const anyNews: LiveEvent = { kind: 'settings.changed' };
const ofConversation = (conversationId = uuidv7()): Audience => ({
  to: 'inbox',
  inboxId: organization.serviceId,
  conversationId,
});

/** Publishes as a verb does. */
async function publish(audience: Audience = everybody, event: LiveEvent = anyNews): Promise<void> {
  const doorbell = { ringEvents: (id: number) => hub.ring([id]), ringOutbox: () => {} };
  const box = { database, doorbell, clock: () => new Date() };
  await inOrganization(box, organization.id, { kind: 'job' }, async (ctx) => ctx.publish(audience, event));
}

const position = () => database.withOrganization(organization.id, (tx) => readPosition(tx, organization.id));
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('a screen', () => {
  it('is told all news exactly once and in order, however it comes and goes while others write', async () => {
    const step = fc.record({
      writes: fc.integer({ min: 0, max: 4 }),
      reader: fc.integer({ min: 0, max: 3 }),
      act: fc.constantFrom('open', 'close', 'reopen', 'wait', 'nothing'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        organization = await testOrganization(database);
        const { epoch } = await position();
        const readers = upTo(3, 0).map(() => ({ screen: new Screen(), seen: [] as number[], open: false }));
        const start: Cursor = { epoch, seq: 0 };
        const writing: Promise<void>[] = [];
        const leave = (reader: (typeof readers)[number]) => {
          reader.screen.close();
          reader.seen.push(...reader.screen.seqs);
          reader.screen = new Screen();
          reader.open = false;
        };
        const enter = async (reader: (typeof readers)[number]) => {
          if (reader.open) return;
          reader.open = true;
          await reader.screen.open(hub, organization.id, organization.anna.id, {
            ...start,
            seq: reader.seen.at(-1) ?? 0,
          });
        };
        for (const { writes, reader: index, act } of steps) {
          for (let i = 0; i < writes; i += 1) writing.push(publish());
          const reader = readers[index];
          if (!reader) continue;
          if (act === 'open' || act === 'reopen') {
            if (act === 'reopen' && reader.open) leave(reader);
            await enter(reader);
          }
          if (act === 'close' && reader.open) leave(reader);
          if (act === 'wait') await Promise.all(writing);
        }
        await Promise.all(readers.map(enter));
        await Promise.all(writing);
        const { lastSeq } = await position();
        await vi.waitFor(() => {
          for (const { seen, screen } of readers) expect([...seen, ...screen.seqs]).toEqual(upTo(lastSeq));
        }, 5_000);
        for (const { screen } of readers)
          expect(screen.blocks.filter(({ event }) => event === 'reset')).toEqual([]);
        readers.forEach(leave);
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('that starts from now is greeted with where it starts and told what comes after', async () => {
    await publish();
    const screen = await open(organization.anna.id);
    expect(screen.blocks[0]).toMatchObject({ event: 'hello', id: { seq: 1 } });
    await publish();
    await vi.waitFor(() => expect(screen.seqs).toEqual([2]));
    screen.close();
  });

  it('gets events as they were stored, each with a line of its own', async () => {
    const event: LiveEvent = {
      kind: 'draft.saved',
      conversationId: uuidv7(),
      text: 'two\nlines \u2028 \n\n',
      revision: 1,
    };
    const screen = await open(organization.anna.id);
    await publish({ to: 'user', userId: organization.anna.id }, event);
    await vi.waitFor(() => expect(screen.blocks.at(-1)?.data).toEqual(event));
    screen.close();
  });

  it('replays more than one page', async () => {
    const { epoch } = await position();
    await storeNews(650);
    const screen = await open(organization.anna.id, { epoch, seq: 3 });
    await vi.waitFor(() => expect(screen.seqs).toEqual(upTo(650, 4)));
    screen.close();
  });
});

describe('who hears what', () => {
  it('is decided by Service, participation, role and addressee', async () => {
    const { anna, jonas, outsider, supervisor, admin } = organization;
    const guestConversation = await conversationWithGuest(outsider.id);
    const screens = await Promise.all([anna, jonas, outsider, supervisor, admin].map(({ id }) => open(id)));
    await publish(everybody); // 1
    await publish(ofConversation()); // 2
    await publish(ofConversation(guestConversation)); // 3
    await publish({ to: 'user', userId: jonas.id }); // 4
    await publish({ to: 'inbox', inboxId: uuidv7(), conversationId: uuidv7() }); // 5: not an inbox of theirs
    await publish(everybody); // 6
    await vi.waitFor(() => expect(screens.map(({ seqs }) => seqs.at(-1))).toEqual(Array(5).fill(6)));
    expect(screens.map(({ seqs }) => seqs)).toEqual([
      [1, 2, 3, 6],
      [1, 2, 3, 4, 6],
      [1, 3, 6],
      [1, 2, 3, 5, 6],
      [1, 2, 3, 5, 6],
    ]);
    for (const screen of screens) screen.close();
  });

  it('never crosses organizations', async () => {
    const screen = await open(organization.admin.id);
    organization = await testOrganization(database);
    await publish();
    await publish({ to: 'user', userId: organization.admin.id });
    hub.ringAll();
    await hub.poll();
    expect(screen.seqs).toEqual([]);
    screen.close();
  });

  it('changes for a guest with the very event that brings them in', async () => {
    const { outsider } = organization;
    const screen = await open(outsider.id);
    const conversationId = await conversationWithGuest(outsider.id);
    await publish(ofConversation());
    await publish(ofConversation(conversationId), participantsChanged(conversationId, [outsider.id]));
    await publish(ofConversation(conversationId));
    await vi.waitFor(() => expect(screen.seqs).toEqual([2, 3]));
    await database.withOrganization(organization.id, (tx) =>
      tx.delete(participants).where(eq(participants.organizationId, organization.id)),
    );
    await publish(ofConversation(conversationId), participantsChanged(conversationId, []));
    await publish(ofConversation(conversationId));
    await publish();
    await vi.waitFor(() => expect(screen.seqs).toEqual([2, 3, 6]));
    screen.close();
  });

  it('changes with the membership of a Service, from that event on', async () => {
    const { anna } = organization;
    const screen = await open(anna.id);
    await publish(ofConversation());
    await vi.waitFor(() => expect(screen.seqs).toEqual([1]));
    await database.withOrganization(organization.id, (tx) =>
      tx
        .delete(serviceMembers)
        .where(and(eq(serviceMembers.organizationId, organization.id), eq(serviceMembers.userId, anna.id))),
    );
    await publish({ to: 'user', userId: anna.id }, { kind: 'access.changed', userId: anna.id });
    await publish(ofConversation());
    await publish();
    await vi.waitFor(() => expect(screen.seqs).toEqual([1, 2, 4]));
    screen.close();
  });

  it('is nothing any more for a person who was switched off', async () => {
    const { anna } = organization;
    const screen = await open(anna.id);
    await database.withOrganization(organization.id, (tx) =>
      tx
        .update(users)
        .set({ active: false })
        .where(and(eq(users.organizationId, organization.id), eq(users.id, anna.id))),
    );
    await publish(everybody, { kind: 'access.changed', userId: anna.id });
    await publish();
    await vi.waitFor(() => expect(screen.ended).toBe(true));
    expect(screen.seqs).toEqual([]);
    screen.close();
  });
});

describe('one reset with the newest number, and then what comes, is the answer to a cursor', () => {
  const answered = async (after: Cursor | 'unreadable') => {
    const screen = await open(organization.anna.id, after);
    const { lastSeq } = await position();
    expect(screen.blocks.map(({ event, id }) => [event, id?.seq])).toEqual([
      ['hello', lastSeq],
      ['reset', lastSeq],
    ]);
    await publish();
    await vi.waitFor(() => expect(screen.seqs).toEqual([lastSeq + 1]));
    screen.close();
  };

  it('of another epoch', async () => {
    await publish();
    await answered({ epoch: uuidv7(), seq: 1 });
  });

  it('that cannot be read', () => answered('unreadable'));

  it('from the future', async () => answered({ epoch: (await position()).epoch, seq: 7 }));

  it('more than 5,000 events behind, while 5,000 are replayed', async () => {
    const { epoch } = await position();
    await storeNews(5_001);
    await answered({ epoch, seq: 0 });
    const screen = await open(organization.anna.id, { epoch, seq: 2 });
    await vi.waitFor(() => expect(screen.seqs).toEqual(upTo(5_002, 3)), 5_000);
    screen.close();
  });

  it('whose events have been thrown away, and a younger one is replayed', async () => {
    const { epoch } = await position();
    await storeNews(20);
    await database.withOrganization(organization.id, async (tx) => {
      await tx.execute(sql`update events set at = now() - interval '8 days'
        where organization_id = ${organization.id} and seq <= 10`);
      await pruneEvents(tx, organization.id);
    });
    const young = await open(organization.anna.id, { epoch, seq: 10 });
    await vi.waitFor(() => expect(young.seqs).toEqual(upTo(20, 11)));
    young.close();
    await answered({ epoch, seq: 9 });
  });
});

describe('a connected screen', () => {
  it('is reset when a restored backup gives the events a new epoch', async () => {
    await storeNews(9);
    const screen = await open(organization.anna.id);
    await vi.waitFor(() => expect(screen.blocks[0]?.event).toBe('hello'));
    await database.withOrganization(organization.id, async (tx) => {
      await tx.execute(sql`update event_counters set epoch = gen_random_uuid(), last_seq = 4
        where organization_id = ${organization.id}`);
      await tx.execute(sql`delete from events where organization_id = ${organization.id} and seq > 4`);
    });
    await hub.poll();
    await vi.waitFor(() => expect(screen.blocks.at(-1)).toMatchObject({ event: 'reset', id: { seq: 4 } }));
    await publish();
    await vi.waitFor(() => expect(screen.seqs).toEqual([5]));
    screen.close();
  });
});

/** Many events at once, as if as many verbs had published them. */
async function storeNews(count: number): Promise<void> {
  await database.withOrganization(organization.id, (tx) =>
    tx.execute(sql`
      with counter as (
        update event_counters set last_seq = last_seq + ${count}
        where organization_id = ${organization.id} returning last_seq
      )
      insert into events (organization_id, seq, payload)
      select ${organization.id}, last_seq - ${count} + n, ${JSON.stringify(anyNews)}
      from counter, generate_series(1, ${count}::int) n`),
  );
}

/** A conversation of the organization's number in which somebody from outside the Service takes part. */
async function conversationWithGuest(userId: string): Promise<string> {
  const id = uuidv7();
  const { id: organizationId, numberId, serviceId } = organization;
  await database.withOrganization(organizationId, async (tx) => {
    await tx.insert(conversations).values({
      organizationId,
      id,
      kind: 'service',
      numberId,
      serviceId,
      customer: `+1415555${id.slice(-4)}`,
      replyable: true,
    });
    await tx.insert(participants).values({ organizationId, conversationId: id, userId, isGuest: true });
  });
  return id;
}

function participantsChanged(conversationId: string, participantIds: string[]): LiveEvent {
  return {
    kind: 'participants.changed',
    conversationId,
    participantIds,
    conversation: sampleConversation({ id: conversationId, serviceId: organization.serviceId }),
  };
}
