import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { loginCredentials, loginSessions, logins, users } from '@/db/schema/users';
import { testDatabase } from '@/db/testing/test-database';
import { type TestOrganization, testOrganization } from '@/db/testing/test-organization';
import { pruneLogins, revokeSessions } from './end-sessions';
import { hashPassword } from './hash-password';
import { loginThrottle } from './login-throttle';
import { resolveSession } from './resolve-session';
import { sessionCookie } from './session-cookie';
import { signIn } from './sign-in';
import { signInLibrary } from './sign-in-library';

const database = await testDatabase();
const keyring = { keys: [{ id: 'k1', key: Buffer.alloc(32, 7) }] };
const cookie = sessionCookie(keyring, 'http://waggle.test');
const library = signInLibrary(database, cookie, 'http://waggle.test');
const throttle = loginThrottle(database);
const PASSWORD = 'correct horse battery staple';

let organization: TestOrganization;
let addresses = 0;
/** Each test comes from an address of its own, so that their tries are not counted together. */
const newAddress = () => {
  addresses += 1;
  return `192.0.2.${addresses}`;
};

async function addLogin(email: string, userId: string): Promise<void> {
  const id = `login-${userId}`;
  const password = await hashPassword(PASSWORD);
  await database.withOrganization(organization.id, async (tx) => {
    await tx.insert(logins).values({ id, name: email, email, organizationId: organization.id, userId });
    await tx
      .insert(loginCredentials)
      .values({ id: `credential-${userId}`, accountId: id, providerId: 'credential', userId: id, password });
  });
}

/** What an admin changes about a person. */
const change = (userId: string, set: Partial<typeof users.$inferInsert>) =>
  database.withOrganization(organization.id, (tx) =>
    tx
      .update(users)
      .set(set)
      .where(and(eq(users.organizationId, organization.id), eq(users.id, userId))),
  );

const enter = (email: string, password = PASSWORD, clientAddress = newAddress()) =>
  signIn(library, throttle, { email, password, clientAddress, userAgent: 'test' });

/** The Cookie header that a browser sends after signing in. */
async function cookieOf(email: string): Promise<{ cookie: string }> {
  const result = await enter(email);
  if (result.kind !== 'signed_in') throw new Error(result.kind);
  return { cookie: result.cookies.map((line) => line.split(';')[0]).join('; ') };
}

beforeAll(async () => {
  organization = await testOrganization(database);
  const { anna, jonas, admin } = organization;
  await addLogin('anna@example.com', anna.id);
  await addLogin('jonas@example.com', jonas.id);
  await addLogin('admin@example.com', admin.id);
});

describe('signing in', () => {
  it('opens a session that says who the person is', async () => {
    const session = await resolveSession(database, cookie, await cookieOf('Anna@Example.com'));
    expect(session).toMatchObject({
      organizationId: organization.id,
      user: { id: organization.anna.id, name: 'anna', role: 'agent', licence: 'business' },
      actor: { kind: 'user', userId: organization.anna.id, role: 'agent', licence: 'business', active: true },
    });
  });

  it('sets one cookie that scripts cannot read and other sites do not send', async () => {
    const result = await enter('anna@example.com');
    expect(result.kind === 'signed_in' && result.cookies).toEqual([
      expect.stringMatching(/^waggle=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/i),
    ]);
  });

  it('binds the cookie to the host and to https when PUBLIC_URL is https', async () => {
    const secure = sessionCookie(keyring, 'https://waggle.test');
    const result = await signIn(signInLibrary(database, secure, 'https://waggle.test'), throttle, {
      email: 'anna@example.com',
      password: PASSWORD,
      clientAddress: newAddress(),
      userAgent: '',
    });
    expect(result.kind === 'signed_in' && result.cookies).toEqual([
      expect.stringMatching(
        /^__Host-waggle=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/i,
      ),
    ]);
    expect(result.kind === 'signed_in' && result.cookies.join()).not.toMatch(/Domain=/i);
  });

  it('refuses a wrong password, an unknown e-mail and a switched-off person in the same way', async () => {
    await change(organization.jonas.id, { active: false });
    const answers = await Promise.all([
      enter('anna@example.com', 'wrong'),
      enter('nobody@example.com'),
      enter('jonas@example.com'),
    ]);
    await change(organization.jonas.id, { active: true });
    expect(answers).toEqual(Array(3).fill({ kind: 'refused' }));
  });

  it('works as long for an unknown e-mail as for a wrong password', async () => {
    const timed = async (email: string) => {
      const startedAt = process.cpuUsage();
      await enter(email, 'wrong');
      const { user, system } = process.cpuUsage(startedAt);
      return user + system;
    };
    await timed('anna@example.com');
    const known = await timed('anna@example.com');
    const unknown = await timed('stranger@example.com');
    // One scrypt each. Without it an unknown e-mail would take a small fraction of the work.
    expect(unknown / known).toBeGreaterThan(0.4);
  });
});

describe('a session', () => {
  it('is not opened by a token whose signature is missing or wrong', async () => {
    const { cookie: header } = await cookieOf('anna@example.com');
    const [token = ''] = decodeURIComponent(header.slice('waggle='.length)).split('.');
    const forged = [
      `waggle=${token}`,
      `waggle=${token}.`,
      `waggle=${token}.AAAA`,
      `waggle=${header.slice(8)}`,
      'waggle=%',
    ];
    for (const value of forged) expect(await resolveSession(database, cookie, { cookie: value })).toBeNull();
    expect(await resolveSession(database, cookie, {})).toBeNull();
  });

  it('ends for everybody when another key signs', async () => {
    const other = sessionCookie({ keys: [{ id: 'k2', key: Buffer.alloc(32, 8) }] }, 'http://waggle.test');
    expect(await resolveSession(database, other, await cookieOf('anna@example.com'))).toBeNull();
  });

  it('is over at once when it is revoked, for that person alone', async () => {
    const anna = await cookieOf('anna@example.com');
    const admin = await cookieOf('admin@example.com');
    await revokeSessions(database, organization.id, organization.anna.id);
    expect(await resolveSession(database, cookie, anna)).toBeNull();
    expect(await resolveSession(database, cookie, admin)).not.toBeNull();
  });

  it('is over at once when the person is switched off, and carries a changed role at once', async () => {
    const anna = await cookieOf('anna@example.com');
    await change(organization.anna.id, { role: 'supervisor' });
    expect((await resolveSession(database, cookie, anna))?.actor).toMatchObject({ role: 'supervisor' });
    await change(organization.anna.id, { role: 'agent', active: false });
    expect(await resolveSession(database, cookie, anna)).toBeNull();
    await change(organization.anna.id, { active: true });
  });

  it('ends 12 hours after its last use and 7 days after it began, and is then thrown away', async () => {
    const age = (column: string, interval: string) =>
      database.asOwner(
        `update login_sessions set ${column} = now() - interval '${interval}' where user_id = $1`,
        [`login-${organization.admin.id}`],
      );
    await revokeSessions(database, organization.id, organization.admin.id);
    const admin = await cookieOf('admin@example.com');
    await age('updated_at', '11 hours 59 minutes');
    expect(await resolveSession(database, cookie, admin)).not.toBeNull();
    await age('updated_at', '12 hours 1 minute');
    expect(await resolveSession(database, cookie, admin)).toBeNull();
    await age('updated_at', '0');
    await age('expires_at', '1 second');
    expect(await resolveSession(database, cookie, admin)).toBeNull();
    await pruneLogins(database);
    expect(await database.logins.select().from(loginSessions)).not.toContainEqual(
      expect.objectContaining({ userId: `login-${organization.admin.id}` }),
    );
  });

  it('is kept alive by use', async () => {
    await revokeSessions(database, organization.id, organization.admin.id);
    const admin = await cookieOf('admin@example.com');
    await database.asOwner("update login_sessions set updated_at = now() - interval '11 hours'");
    await resolveSession(database, cookie, admin);
    const rows = await database.asOwner<{ recent: boolean }>(
      "select updated_at > now() - interval '1 minute' as recent from login_sessions where user_id = $1",
      [`login-${organization.admin.id}`],
    );
    expect(rows).toEqual([{ recent: true }]);
  });
});

describe('the throttle', () => {
  it('lets 10 tries per account through in 15 minutes, however many come at once, from wherever', async () => {
    const results = await Promise.all(
      Array.from({ length: 14 }, () => throttle.begin('victim@example.com', newAddress())),
    );
    expect(results.filter((wait) => wait === null)).toHaveLength(10);
    const waits = results.filter((wait) => wait !== null);
    for (const wait of waits) expect(wait).toSatisfy((seconds: number) => seconds > 890 && seconds <= 900);
  });

  it('does not check the password once it has closed', async () => {
    for (let i = 0; i < 10; i += 1) await throttle.begin('anna@example.com', newAddress());
    expect(await enter('ANNA@example.com ')).toMatchObject({ kind: 'throttled' });
    await database.asOwner("update login_throttles set window_ends_at = now() - interval '1 second'");
    expect(await enter('anna@example.com')).toMatchObject({ kind: 'signed_in' });
  });

  it('starts from nothing after a right password', async () => {
    for (let i = 0; i < 9; i += 1) await throttle.begin('jonas@example.com', newAddress());
    expect(await enter('jonas@example.com')).toMatchObject({ kind: 'signed_in' });
    expect(await throttle.begin('jonas@example.com', newAddress())).toBeNull();
  });

  it('counts all addresses of one IPv6 network together', async () => {
    const tries = Array.from({ length: 101 }, (_, i) =>
      throttle.begin(`spray${i}@example.com`, `2001:db8:7:1::${i.toString(16)}`),
    );
    const waits = await Promise.all(tries);
    expect(waits.filter((wait) => wait !== null)).toHaveLength(1);
    expect(await throttle.begin('spray-x@example.com', '2001:db8:7:1:aaaa:bbbb:cccc:dddd')).not.toBeNull();
    expect(await throttle.begin('spray-y@example.com', '2001:db8:7:2::1')).toBeNull();
  });
});
