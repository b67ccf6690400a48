import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { loginThrottles } from '@/db/schema/users';

const WINDOW = sql`interval '15 minutes'`;
/** Wrong passwords for one account in a window, from wherever they come. */
const PER_ACCOUNT = 10;
/** Tries from one address: an office behind one address must still get in on a Monday morning. */
const PER_ADDRESS = 100;

export interface Throttle {
  /**
   * Counts one try before it is made, so that many at once cannot slip through. Answers how many
   * seconds to wait, or null when the try may go on.
   */
  begin(email: string, address: string): Promise<number | null>;
  /** The password was right: the account starts from nothing, and the address gets this try back. */
  succeeded(email: string, address: string): Promise<void>;
}

export function loginThrottle(database: Database): Throttle {
  return {
    async begin(email, address) {
      const account = accountKey(email);
      const rows = await database.logins
        .insert(loginThrottles)
        .values(
          [account, addressKey(address)]
            .sort()
            .map((key) => ({ key, attempts: 1, windowEndsAt: sql`now() + ${WINDOW}` })),
        )
        .onConflictDoUpdate({
          target: loginThrottles.key,
          set: {
            attempts: sql`case when login_throttles.window_ends_at <= now() then 1 else login_throttles.attempts + 1 end`,
            windowEndsAt: sql`case when login_throttles.window_ends_at <= now() then now() + ${WINDOW} else login_throttles.window_ends_at end`,
          },
        })
        .returning({
          key: loginThrottles.key,
          attempts: loginThrottles.attempts,
          secondsLeft: sql<number>`ceil(extract(epoch from login_throttles.window_ends_at - now()))::int`,
        });
      const over = rows.filter(
        ({ key, attempts }) => attempts > (key === account ? PER_ACCOUNT : PER_ADDRESS),
      );
      return over.length === 0 ? null : Math.max(1, ...over.map(({ secondsLeft }) => secondsLeft));
    },
    async succeeded(email, address) {
      await database.logins.delete(loginThrottles).where(eq(loginThrottles.key, accountKey(email)));
      await database.logins
        .update(loginThrottles)
        .set({ attempts: sql`greatest(login_throttles.attempts - 1, 0)` })
        .where(eq(loginThrottles.key, addressKey(address)));
    },
  };
}

/** Hashed, so that the table is no list of who tried to sign in. */
function accountKey(email: string): string {
  return `account:${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;
}

/** One IPv6 customer owns a /64 and could use a new address for every try. */
function addressKey(address: string): string {
  return `address:${isIPv6(address) ? `${ipv6Network(address)}/64` : address}`;
}

/** The first four groups of an IPv6 address, written out. */
function ipv6Network(address: string): string {
  const [head = '', tail] = address.split('%', 1).join('').split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
