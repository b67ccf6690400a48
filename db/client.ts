import type { SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { PreparingClient } from './preparing-client';

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
   * @param closing asked after `fn` for a last statement. It travels together with COMMIT, so that the
   *   locks it takes are held for no journey between us and the database
   */
  withOrganization<T>(
    organizationId: number,
    fn: (tx: Transaction) => Promise<T>,
    closing?: () => SQL | null,
  ): Promise<T>;
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
    Client: PreparingClient,
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    // A statement that was not awaited goes out at once instead of after the answer of the one before.
    pipeline: true,
    options:
      '-c statement_timeout=10s -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s -c timezone=UTC',
  });
  const report = onError ?? (() => undefined);
  pool.on('error', report);
  // A client that dies while checked out raises its error on itself; unheard, that ends the process.
  pool.on('connect', (client) => client.on('error', report));

  const begin = async <T>(
    opening: string,
    fn: (tx: Transaction) => Promise<T>,
    closing?: () => SQL | null,
  ): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(pool, opening, fn, closing);
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
    withOrganization(organizationId, fn, closing) {
      if (!Number.isInteger(organizationId) || organizationId <= 0 || organizationId > 2_147_483_647) {
        throw new RangeError('not an organization id');
      }
      // `local`, never for the session: that leaks (rule 9).
      return begin(
        `begin; set local role waggle_tenant; set local waggle.organization_id = '${organizationId}'`,
        fn,
        closing,
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

const dialect = new PgDialect();
const handles = new WeakMap<pg.PoolClient, Transaction>();

/** One handle for the life of a connection, so that statements can be kept with it (db/prepared). */
function handleOf(client: pg.PoolClient): Transaction {
  const handle = handles.get(client) ?? drizzle(client);
  handles.set(client, handle);
  return handle;
}

/**
 * One try of a transaction. What opens it goes out with the first statement, what closes it with COMMIT:
 * each journey spared is a turn of the event loop less, during which row locks would be held.
 */
async function once<T>(
  pool: pg.Pool,
  opening: string,
  fn: (tx: Transaction) => Promise<T>,
  closing: (() => SQL | null) | undefined,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  sendTogether(client);
  // A fault in it aborts the transaction, so that nothing after it can have an effect.
  const opened = settled(client.query(opening));
  try {
    const result = await fn(handleOf(client));
    const last = closing?.();
    sendTogether(client);
    const closed = last ? settled(client.query(toQuery(last))) : undefined;
    const { command } = await client.query('commit');
    const fault = (await closed)?.fault;
    if (fault) throw fault;
    // A transaction in which a failure was passed over is rolled back by COMMIT, without an error.
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back: a failure in it went unheard');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw (await opened).fault ?? error;
  } finally {
    client.release(broken);
  }
}

/** What is written to this client in the present turn of the event loop leaves as one packet. */
function sendTogether({ connection: { stream } }: pg.PoolClient): void {
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Waits without throwing: the fault is looked at later. */
function settled(answer: Promise<unknown>): Promise<{ fault?: unknown }> {
  return answer.then(
    () => ({}),
    (fault: unknown) => ({ fault }),
  );
}

function toQuery(statement: SQL): { text: string; values: unknown[] } {
  const { sql, params } = dialect.sqlToQuery(statement);
  return { text: sql, values: params };
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
