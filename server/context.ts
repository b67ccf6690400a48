import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '@/db/client';
import type { Audience, LiveEvent } from './domain/events/event';
import type { Actor } from './domain/users/actor';
import { appendEvents, type PendingEvent } from './events/append-events';
import type { Doorbell } from './events/doorbell';

/** What a process has once and hands to every verb. */
export interface Box {
  database: Database;
  doorbell: Doorbell;
  clock: () => Date;
}

/** What a verb gets: one transaction of one organization, who acts, the time, new ids, and a mouth for news. */
export interface VerbContext {
  readonly tx: Transaction;
  readonly organizationId: number;
  readonly actor: Actor;
  /** The same moment throughout one verb. */
  readonly now: Date;
  newId(): string;
  /** Tells screens, when and only when the transaction commits. */
  publish(audience: Audience, event: LiveEvent): void;
  /** Wakes the worker after COMMIT: something was enqueued. */
  wakeOutbox(): void;
}

/** The person who acts; null when it is the house. */
export function userOf(ctx: Pick<VerbContext, 'actor'>): string | null {
  return ctx.actor.kind === 'user' ? ctx.actor.userId : null;
}

/**
 * Opens the transaction, runs the verb, commits together with its news, then rings. The only way in
 * which a door or a worker calls a verb. Throws what the verb throws; then nothing has happened.
 */
export async function inOrganization<T>(
  box: Box,
  organizationId: number,
  actor: Actor,
  verb: (ctx: VerbContext) => Promise<T>,
): Promise<T> {
  let pending: PendingEvent[] = [];
  let outboxGrew = false;
  const work = async (tx: Transaction) => {
    // Reset here: a transaction that lost a deadlock runs again from the start.
    pending = [];
    outboxGrew = false;
    return verb({
      tx,
      organizationId,
      actor,
      now: box.clock(),
      newId: uuidv7,
      publish: (audience, event) => pending.push({ audience, event }),
      wakeOutbox: () => {
        outboxGrew = true;
      },
    });
  };
  const closing = () => appendEvents(organizationId, pending);
  const result = await box.database.withOrganization(organizationId, work, closing);
  if (pending.length > 0) box.doorbell.ringEvents(organizationId);
  if (outboxGrew) box.doorbell.ringOutbox();
  return result;
}
