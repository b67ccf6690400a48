import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { FileSource } from '@/db/schema/media';
import type { VerbContext } from '@/server/context';
import { MOST_TRIES } from '@/server/domain/media/fetch-waits';

export interface DueFile {
  organizationId: number;
  fileId: string;
}

/** A customer's file to be fetched now, with what opens it. */
export interface FileToFetch {
  id: string;
  name: string;
  url: string;
  /** This one included. */
  attempts: number;
  /** It had all its tries: only to be settled. */
  exhausted: boolean;
  connection: { id: string; kind: string; sealedCredentials: string };
}

/** Longer than a fetch and the reading of what came, behind others; a worker that dies gives the file back after this. */
const CLAIM_SECONDS = 120;

/** Files of all organizations but `busy` that are due, and in how many milliseconds the next one is; null = none waits. */
export async function dueFiles(
  database: Database,
  now: Date,
  limit: number,
  busy: readonly number[] = [],
): Promise<{ due: DueFile[]; nextInMs: number | null }> {
  const { rows } = await database.withDispatcher((tx) =>
    tx.execute<{ organization_id: number; id: string; in_ms: number }>(sql`
      select organization_id, id, (extract(epoch from fetch_at - ${now}::timestamptz) * 1000)::float8 as in_ms
      from files where state = 'fetching' and fetch_at is not null
        and organization_id <> all(${sql.param(busy)}::int[])
      order by fetch_at limit ${limit}`),
  );
  const next = rows.find((row) => row.in_ms > 0);
  return {
    due: rows
      .filter((row) => row.in_ms <= 0)
      .map((row) => ({ organizationId: row.organization_id, fileId: row.id })),
    nextInMs: next ? Math.ceil(next.in_ms) : null,
  };
}

/** Takes one due file for this worker; null when another one has it, or it is settled. */
export async function claimFetch(ctx: VerbContext, fileId: string): Promise<FileToFetch | null> {
  const { rows } = await ctx.tx.execute<{
    name: string;
    attempts: number;
    source: FileSource;
    connection_id: string;
    kind: string;
    sealed_credentials: string;
  }>(sql`
    update files f set attempts = least(attempts, ${MOST_TRIES}) + 1,
      fetch_at = ${ctx.now}::timestamptz + make_interval(secs => ${CLAIM_SECONDS})
    from connections c
    where f.organization_id = ${ctx.organizationId} and f.id = ${fileId} and f.state = 'fetching'
      and f.fetch_at <= ${ctx.now} and c.organization_id = f.organization_id
      and c.id = (f.source->>'connectionId')::uuid
    returning f.name, f.attempts, f.source, c.id as connection_id, c.kind, c.sealed_credentials`);
  const [row] = rows;
  if (!row) return null;
  return {
    id: fileId,
    name: row.name,
    url: row.source.url,
    attempts: row.attempts,
    exhausted: row.attempts > MOST_TRIES,
    connection: { id: row.connection_id, kind: row.kind, sealedCredentials: row.sealed_credentials },
  };
}
