import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { participants } from '@/db/schema/conversations';
import { serviceMembers } from '@/db/schema/numbers';
import { users } from '@/db/schema/users';
import type { StoredEvent } from './read-events';

/** Which news one reader may hear, as of one moment. */
export interface ReaderAccess {
  userId: string;
  /** Supervisors and admins hear about all conversations. */
  seesAll: boolean;
  /** The Services the reader belongs to, and their office number. */
  inboxIds: ReadonlySet<string>;
  /** Conversations of other inboxes in which the reader takes part. */
  guestIn: ReadonlySet<string>;
}

/** Reads it in the caller's transaction; null when the person is gone or was switched off. */
export async function readAccess(
  tx: Transaction,
  organizationId: number,
  userId: string,
): Promise<ReaderAccess | null> {
  const [user] = await tx
    .select({ role: users.role, officeNumberId: users.officeNumberId })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.id, userId), eq(users.active, true)));
  if (!user) return null;
  if (user.role !== 'agent') return { userId, seesAll: true, inboxIds: new Set(), guestIn: new Set() };
  const own = await tx
    .select({ id: serviceMembers.serviceId })
    .from(serviceMembers)
    .where(and(eq(serviceMembers.organizationId, organizationId), eq(serviceMembers.userId, userId)));
  const guest = await tx
    .select({ id: participants.conversationId })
    .from(participants)
    .where(
      and(
        eq(participants.organizationId, organizationId),
        eq(participants.userId, userId),
        eq(participants.isGuest, true),
      ),
    );
  return {
    userId,
    seesAll: false,
    inboxIds: new Set([...own, { id: user.officeNumberId }].flatMap(({ id }) => id ?? [])),
    guestIn: new Set(guest.map(({ id }) => id)),
  };
}

/** Whether a reader may hear an event: theirs alone, of a conversation they may see, or everybody's. */
export function mayHear(access: ReaderAccess, event: Omit<StoredEvent, 'seq' | 'payload'>): boolean {
  if (event.userId !== null) return event.userId === access.userId;
  if (event.inboxId === null) return true;
  if (access.seesAll || access.inboxIds.has(event.inboxId)) return true;
  return event.conversationId !== null && access.guestIn.has(event.conversationId);
}
