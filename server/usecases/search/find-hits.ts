import { type SQL, sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';

/** Which messages to look for, and among which. */
export interface HitQuery {
  /** A tsquery. */
  wanted: SQL;
  inboxIds: readonly string[];
  /** Only in this conversation; null = in the inboxes, and where the actor is a guest. */
  conversationId: string | null;
  /** Only what is older than this message; null = from the newest on. */
  beforeId: string | null;
  limit: number;
}

/** So many of the newest messages are looked at one by one before the index of words is asked. */
const RECENT = 8_000;
/** Of so few inboxes each is looked at by itself: an agent's own among many. */
const FEW = 5;

/**
 * The ids of the newest messages that answer, newest first. In the inboxes there are two ways, because neither
 * is fast for all words: a common word is found among the newest messages at once, where the index of words
 * would first gather a million; a rare one only through that index (measured at a million messages: 20 ms
 * against 0.4 to 1.2 s, either way round).
 */
export async function findHits(ctx: VerbContext, query: HitQuery): Promise<string[]> {
  if (query.conversationId) return hitsInThread(ctx, query, query.conversationId);
  const recent = await hitsAmongRecent(ctx, query);
  return recent ?? ids(ctx, byWords(ctx, query), query);
}

/** Null when the newest messages do not hold enough hits to be sure that these are the newest. */
async function hitsAmongRecent(ctx: VerbContext, query: HitQuery): Promise<string[] | null> {
  const few = query.inboxIds.length <= FEW;
  const { rows } = await ctx.tx.execute<{ hits: string[]; seen: number }>(sql`
    with recent as materialized (${few ? recentOfEach(ctx, query) : recentOfAll(ctx, query)}),
      -- Below the highest end of an inbox that was not looked at whole, hits may be missing.
      complete as (select coalesce((
        select (array_agg(id order by id))[1] as oldest from recent group by part having count(*) >= max(most)
        order by oldest desc limit 1), '00000000-0000-0000-0000-000000000000'::uuid) as above)
    select array(select id::text from (
        select id from recent, complete where id >= complete.above and search @@ ${query.wanted}
          and ${scope(ctx, query)}
        union select id from messages where organization_id = ${ctx.organizationId}
          and ${older(query)} and search @@ ${query.wanted} and channel <> 'system'
          and id >= (select above from complete) and conversation_id in (${guestIn(ctx)})) as found
      order by id desc limit ${query.limit}) as hits,
      (select count(*) filter (where part_count < most) = count(*) from (
        select count(*) as part_count, max(most) as most from recent group by part) as parts)::int as seen`);
  const [row] = rows;
  const hits = row?.hits ?? [];
  // Enough of them, or everything there is was looked at.
  return hits.length >= query.limit || row?.seen === 1 ? hits : null;
}

function recentOfAll(ctx: VerbContext, query: HitQuery): SQL {
  return sql`select id, inbox_id, conversation_id, search, 1 as part, ${RECENT}::int as most from messages
    where organization_id = ${ctx.organizationId} and channel <> 'system' and ${older(query)}
    order by organization_id desc, id desc limit ${RECENT}`;
}

function recentOfEach(ctx: VerbContext, query: HitQuery): SQL {
  const most = Math.floor(RECENT / Math.max(1, query.inboxIds.length));
  return sql`select page.*, place as part, ${most}::int as most
    from unnest(${sql.param(query.inboxIds)}::uuid[]) with ordinality as visible (inbox_id, place)
      cross join lateral (
        select id, inbox_id, conversation_id, search from messages m
        where organization_id = ${ctx.organizationId} and m.inbox_id = visible.inbox_id
          and channel <> 'system' and ${older(query)}
        order by id desc limit ${most}) as page`;
}

/**
 * By the index of words, which only functions of the database may use (migrations 0006 and 0012). It knows the
 * inbox too: of few inboxes each is asked for by itself, past what others say in the same words.
 */
function byWords(ctx: VerbContext, query: HitQuery): SQL {
  const { wanted, beforeId, inboxIds } = query;
  if (inboxIds.length > FEW)
    return sql`select id from search_words(${wanted}, ${beforeId}::uuid) as found where ${scope(ctx, query)}`;
  return sql`select found.id from unnest(${sql.param(inboxIds)}::uuid[]) as visible (inbox_id)
      cross join lateral search_words_in(${wanted}, ${beforeId}::uuid, visible.inbox_id) as found
    union select id from messages where organization_id = ${ctx.organizationId} and channel <> 'system'
      and ${older(query)} and search @@ ${wanted} and conversation_id in (${guestIn(ctx)})`;
}

/** In the order of the thread itself: ids are made by browsers too, whose clocks may differ. */
async function hitsInThread(ctx: VerbContext, query: HitQuery, conversationId: string): Promise<string[]> {
  const { wanted, beforeId, limit } = query;
  const inThread = sql`organization_id = ${ctx.organizationId} and conversation_id = ${conversationId}`;
  const before = sql`(select seq from messages where ${inThread} and id = ${beforeId})`;
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select id from messages
    where ${inThread} and channel <> 'system' and search @@ ${wanted} ${beforeId ? sql`and seq < ${before}` : sql``}
    order by seq desc limit ${limit}`);
  return rows.map(({ id }) => id);
}

async function ids(ctx: VerbContext, found: SQL, { limit }: HitQuery): Promise<string[]> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`${found} order by id desc limit ${limit}`);
  return rows.map(({ id }) => id);
}

function older({ beforeId }: HitQuery): SQL {
  return beforeId ? sql`id < ${beforeId}` : sql`true`;
}

/** Visibility, on the message's own row. */
function scope(ctx: VerbContext, { inboxIds }: HitQuery): SQL {
  return sql`(inbox_id = any(${sql.param(inboxIds)}::uuid[]) or conversation_id in (${guestIn(ctx)}))`;
}

function guestIn(ctx: VerbContext): SQL {
  return sql`select conversation_id from participants
    where organization_id = ${ctx.organizationId} and user_id = ${userOf(ctx)} and is_guest`;
}
