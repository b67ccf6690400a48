import pg from 'pg';

/** Lists of varying length make new texts for ever; past so many, a text is sent without a name. */
const MOST_NAMES = 500;
const names = new Map<string, string>();

/**
 * A connection that has PostgreSQL prepare each statement with parameters only once, under a name:
 * parsing and planning took half of the database's time for the short statements that our verbs are
 * made of. A generic plan is chosen only where PostgreSQL finds it no worse than a fresh one.
 */
export class PreparingClient extends pg.Client {
  // One signature for pg's many: it takes everything, and what it gives back suits them all.
  override query(asked: unknown, values?: unknown, ...rest: unknown[]): never {
    return Reflect.apply(super.query, this, [named(asked, values), values, ...rest]) as never;
  }
}

function named(asked: unknown, values: unknown): unknown {
  if (!isPlainQuery(asked)) return asked;
  const given = Array.isArray(values) ? values : asked.values;
  if (asked.name !== undefined || !given || given.length === 0) return asked;
  const name = nameOf(asked.text);
  return name ? { ...asked, name } : asked;
}

function isPlainQuery(asked: unknown): asked is pg.QueryConfig {
  return typeof asked === 'object' && asked !== null && 'text' in asked && !('submit' in asked);
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMES) return known;
  const name = `waggle_${names.size}`;
  names.set(text, name);
  return name;
}
