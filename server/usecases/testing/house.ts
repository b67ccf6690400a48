import { type TestDatabase, testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, type TestUser, testOrganization } from '@/db/testing/test-organization';
import type { InboundMessage } from '@/server/carriers/carrier';
import { type Box, inOrganization, type VerbContext } from '@/server/context';
import type { LiveEvent } from '@/server/domain/events/event';
import type { Actor } from '@/server/domain/users/actor';
import { receiveMessage } from '../messages/receive-message';

/** A verb's surroundings in a test: a real database, one organization of its own, a clock that can be set. */
export interface House {
  database: TestDatabase;
  box: Box;
  organization: TestOrganization;
  /** Runs a verb as one of the people, the carrier or a job, in a transaction of its own. */
  as<T>(who: TestUser | 'carrier' | 'job' | 'operator', verb: (ctx: VerbContext) => Promise<T>): Promise<T>;
  /** A customer writes to the organization's number. */
  receive(from: string, text: string, more?: Partial<InboundMessage>): Promise<{ duplicate: boolean }>;
  /** All news so far, in order. */
  events(): Promise<LiveEvent[]>;
  /** A query as the organization itself, past the verbs. */
  rows<Row extends Record<string, unknown>>(query: string): Promise<Row[]>;
  now: Date;
}

export async function house(options: Parameters<typeof testOrganization>[1] = {}): Promise<House> {
  const database = await testDatabase();
  return houseIn(database, options);
}

/** A further organization in the same database: for tests of what must not cross over. */
export async function houseIn(
  database: TestDatabase,
  options: Parameters<typeof testOrganization>[1] = {},
): Promise<House> {
  const organization = await testOrganization(database, options);
  const self: House = {
    database,
    organization,
    now: new Date('2026-11-23T09:00:00.000Z'),
    box: {
      database,
      doorbell: { ringEvents: () => undefined, ringOutbox: () => undefined },
      clock: () => self.now,
    },
    as: (who, verb) => inOrganization(self.box, organization.id, actorOf(who), verb),
    receive: (from, text, more = {}) =>
      self.as('carrier', (ctx) =>
        receiveMessage(ctx, organization.connectionId, {
          providerMessageId: ctx.newId(),
          from,
          to: organization.e164,
          text,
          segments: null,
          media: [],
          sentAt: null,
          ...more,
        }),
      ),
    events: async () => {
      const stored = await self.rows<{ payload: string }>('select payload from events order by seq');
      return stored.map((row) => JSON.parse(row.payload) as LiveEvent);
    },
    rows: async <Row extends Record<string, unknown>>(query: string) =>
      (await database.withOrganization(organization.id, (tx) => tx.execute(query))).rows as Row[],
  };
  return self;
}

function actorOf(who: TestUser | 'carrier' | 'job' | 'operator'): Actor {
  if (typeof who === 'string') return { kind: who };
  return { kind: 'user', userId: who.id, role: who.role, licence: who.licence, active: true };
}
