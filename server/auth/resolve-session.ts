import type { IncomingHttpHeaders } from 'node:http';
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { loginSessions, logins, users } from '@/db/schema/users';
import type { Actor } from '@/server/domain/users/actor';
import type { Licence, Role } from '@/server/domain/users/roles';
import { readSessionToken, type SessionCookie } from './session-cookie';

/** A session nobody used for this long is over, though its cookie lives on. */
const IDLE = sql`interval '12 hours'`;
/** Use is noted this often at most: a write per request would cost more than the knowledge is worth. */
const TOUCH_AFTER_MS = 60_000;

export interface Session {
  sessionId: string;
  organizationId: number;
  actor: Actor;
  user: { id: string; name: string; email: string; role: Role; licence: Licence };
}

/** Still good: not past its end and not left alone for too long. */
const isGood = () =>
  and(gt(loginSessions.expiresAt, sql`now()`), gt(loginSessions.updatedAt, sql`now() - ${IDLE}`));

/**
 * Who makes a request, by its cookie; null when nobody is signed in, the session has ended or was
 * revoked, or the person was switched off. Role and licence are read afresh each time, so that a change
 * holds from the next request on. Throws DatabaseUnavailable.
 */
export async function resolveSession(
  database: Database,
  cookie: SessionCookie,
  headers: IncomingHttpHeaders | Headers,
): Promise<Session | null> {
  const token = readSessionToken(cookie, headers);
  if (!token) return null;
  const [login] = await database.logins
    .select({
      sessionId: loginSessions.id,
      usedAt: loginSessions.updatedAt,
      organizationId: logins.organizationId,
      userId: logins.userId,
    })
    .from(loginSessions)
    .innerJoin(logins, eq(logins.id, loginSessions.userId))
    .where(and(eq(loginSessions.token, token), isGood()));
  if (!login) return null;
  const [user] = await database.withOrganization(login.organizationId, (tx) =>
    tx
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        role: users.role,
        licence: users.licence,
      })
      .from(users)
      .where(and(eq(users.id, login.userId), eq(users.active, true))),
  );
  if (!user) return null;
  if (Date.now() - login.usedAt.getTime() > TOUCH_AFTER_MS) {
    await database.logins
      .update(loginSessions)
      .set({ updatedAt: sql`now()` })
      .where(eq(loginSessions.id, login.sessionId));
  }
  return {
    sessionId: login.sessionId,
    organizationId: login.organizationId,
    actor: { kind: 'user', userId: user.id, role: user.role, licence: user.licence, active: true },
    user,
  };
}

/** Which of these sessions are still good; asked for all open streams of a process at once. */
export async function goodSessions(database: Database, sessionIds: readonly string[]): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await database.logins
    .select({ id: loginSessions.id })
    .from(loginSessions)
    .where(and(inArray(loginSessions.id, [...sessionIds]), isGood()));
  return new Set(rows.map(({ id }) => id));
}
