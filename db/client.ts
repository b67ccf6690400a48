import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/** A drizzle handle on one checked-out client, inside one transaction. */
export type Transaction = NodePgDatabase;

/** What went wrong when the database cannot be asked at all; doors answer 503. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database cannot be reached', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

export interface Database {
  /**
   * Runs `fn` in a transaction that can see and write the rows of one organization and nothing else.
   * A deadlock or serialization failure is tried again (three times in all), so `fn` must have no
   * effect outside the transaction. Throws what `fn` throws, after ROLLBACK.
   */
  withOrganization<T>(organizationId: number, fn: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Runs `fn` as the dispatcher: ids and times of what is due, across organizations, never contents. */
  withDispatcher<T>(fn: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The login tables, which are asked before any organization is known. For server/auth only. */
  readonly logins: NodePgDatabase;
  /** Checked-out, idle and waiting clients, for /api/metrics. */
  stats(): { total: number; idle: number; waiting: number };
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections in the pool; 10 fits a two-core machine. */
  poolSize?: number;
  /** Told of faults on connections nobody is using; must not throw. */
  onError?: (error: Error) => void;
}

const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 3;
/** 08 connection lost, 57P shutting down or killed, 53 out of resources, 55P03 lock not available, 57014 cancelled. */
const UNAVAILABLE = /^(08|57P|53|55P03|57014)/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOENT',
]);
const NO_CONNECTION =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|Query read timeout/;

export function openDatabase({ url, poolSize = 10, onError }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    options:
      '-c statement_timeout=10s -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s -c timezone=UTC',
  });
  const report = onError ?? (() => undefined);
  pool.on('error', report);
  // A client that dies while checked out raises its error on itself; unheard, that ends the process.
  pool.on('connect', (client) => client.on('error', report));

  const begin = async <T>(opening: string, fn: (tx: Transaction) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(pool, opening, fn);
      } catch (error) {
        const code = postgresCode(error);
        if (code && RETRIED.has(code) && attempt < ATTEMPTS) {
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
          continue;
        }
        throw asUnavailable(error);
      }
    }
  };

  return {
    withOrganization(organizationId, fn) {
      if (!Number.isInteger(organizationId) || organizationId <= 0 || organizationId > 2_147_483_647) {
        throw new RangeError('not an organization id');
      }
      // One round trip: begin, role and tenant. `local`, never for the session: that leaks (rule 9).
      return begin(
        `begin; set local role waggle_tenant; set local waggle.organization_id = '${organizationId}'`,
        fn,
      );
    },
    withDispatcher(fn) {
      return begin('begin; set local role waggle_dispatcher', fn);
    },
    logins: drizzle(pool),
    stats: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async ping() {
      await pool.query('select 1').catch((error) => {
        throw new DatabaseUnavailable(error);
      });
    },
    close: () => pool.end(),
  };
}

async function once<T>(pool: pg.Pool, opening: string, fn: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(opening);
    const result = await fn(drizzle(client));
    // A transaction in which a failure was passed over is rolled back by COMMIT, without an error.
    const { command } = await client.query('commit');
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back: a failure in it went unheard');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The SQLSTATE of an error from pg, also when drizzle has wrapped it. */
export function postgresCode(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    const code = (e as { code?: unknown }).code;
    if (typeof code === 'string') return code;
  }
  return undefined;
}

/** The error itself, or DatabaseUnavailable when that is what it means; for callers of `logins`. */
export function asUnavailable(error: unknown): unknown {
  return isUnavailable(error) ? new DatabaseUnavailable(error) : error;
}

function isUnavailable(error: unknown): boolean {
  const code = postgresCode(error);
  if (code) return UNAVAILABLE.test(code) || NETWORK.has(code);
  for (let e = error; e instanceof Error; e = e.cause) if (NO_CONNECTION.test(e.message)) return true;
  return false;
}
