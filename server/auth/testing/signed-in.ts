import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { loginSessions, logins } from '@/db/schema/users';
import type { SessionCookie } from '../session-cookie';

/** Signs a user of a test organization in, without a password, and gives back their Cookie header. */
export async function signedIn(
  database: Database,
  cookie: SessionCookie,
  { organizationId, userId }: { organizationId: number; userId: string },
): Promise<{ cookie: string }> {
  const token = randomUUID();
  const id = `login-${userId}`;
  await database.logins
    .insert(logins)
    .values({ id, name: 'Test', email: `${userId}@example.com`, organizationId, userId })
    .onConflictDoNothing();
  await database.logins
    .insert(loginSessions)
    .values({ id: randomUUID(), token, userId: id, expiresAt: sql`now() + interval '7 days'` });
  const signature = createHmac('sha256', cookie.secret).update(token).digest('base64');
  return { cookie: `${cookie.name}=${encodeURIComponent(`${token}.${signature}`)}` };
}
