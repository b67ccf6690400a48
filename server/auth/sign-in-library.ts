import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { loginCredentials, loginSessions, logins, loginVerifications, users } from '@/db/schema/users';
import type { SessionCookie } from './session-cookie';

/** A session ends this long after signing in, whatever happens (seconds). */
const SESSION_SECONDS = 7 * 24 * 3600;
export const PASSWORD_MAX = 128;
/** Header in which our own sign-in hands the client's address to the library. */
export const ADDRESS_HEADER = 'x-waggle-client-address';

/**
 * better-auth on our login tables: it checks passwords, makes and ends sessions and writes the cookie.
 * Nothing of it is served by itself: server/auth/sign-in.ts calls the two of its functions we use.
 */
export function signInLibrary(database: Database, cookie: SessionCookie, publicUrl: string) {
  return betterAuth({
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: cookie.secret,
    database: drizzleAdapter(database.logins, {
      provider: 'pg',
      schema: {
        user: logins,
        session: loginSessions,
        account: loginCredentials,
        verification: loginVerifications,
      },
    }),
    user: {
      additionalFields: {
        organizationId: { type: 'number', required: true, input: false, returned: false },
        userId: { type: 'string', required: true, input: false, returned: false },
      },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: PASSWORD_MAX },
    // The end is fixed at sign-in; how long nobody used it is ours to watch (resolve-session.ts).
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    databaseHooks: {
      session: { create: { before: async (session) => isActive(database, session.userId) } },
    },
    advanced: {
      useSecureCookies: false, // would put `__Secure-` before our own, stricter prefix
      cookies: {
        session_token: {
          name: cookie.name,
          attributes: { httpOnly: true, sameSite: 'lax', secure: cookie.secure, path: '/' },
        },
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    rateLimit: { enabled: false }, // login-throttle.ts, which survives a restart and counts per account
    telemetry: { enabled: false },
    logger: { disabled: true }, // it would log e-mail addresses
  });
}

export type SignInLibrary = ReturnType<typeof signInLibrary>;

/** False refuses the session: the person was switched off by an admin. */
async function isActive(database: Database, loginId: string): Promise<boolean> {
  const [login] = await database.logins
    .select({ organizationId: logins.organizationId, userId: logins.userId })
    .from(logins)
    .where(eq(logins.id, loginId));
  if (!login) return false;
  return database.withOrganization(login.organizationId, async (tx) => {
    const [user] = await tx.select({ active: users.active }).from(users).where(eq(users.id, login.userId));
    return user?.active ?? false;
  });
}
