import { and, eq, lt, or, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { loginSessions, logins, loginThrottles } from '@/db/schema/users';

/**
 * Ends all sessions of a person: for a changed password, role or licence, and for somebody who leaves.
 * Their next request is refused at once, their open streams within five seconds.
 */
export async function revokeSessions(
  database: Database,
  organizationId: number,
  userId: string,
): Promise<void> {
  await database.logins.execute(sql`
    delete from ${loginSessions} using ${logins}
    where ${logins.id} = ${loginSessions.userId}
      and ${and(eq(logins.organizationId, organizationId), eq(logins.userId, userId))}`);
}

/** Throws away what can no longer matter: sessions past their end and throttle windows that are over. */
export async function pruneLogins(database: Database): Promise<void> {
  await database.logins
    .delete(loginSessions)
    .where(
      or(
        lt(loginSessions.expiresAt, sql`now()`),
        lt(loginSessions.updatedAt, sql`now() - interval '12 hours'`),
      ),
    );
  await database.logins.delete(loginThrottles).where(lt(loginThrottles.windowEndsAt, sql`now()`));
}
