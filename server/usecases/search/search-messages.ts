import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { Channel, Direction } from '@/server/domain/messages/message';
import type { SearchMessagesInput } from '@/server/domain/search/inputs';
import {
  excerptOf,
  type HighlightPart,
  prefixTerm,
  readSearchQuery,
  STEM_START,
  STEM_STOP,
  wordsToMark,
} from '@/server/domain/search/search-query';
import { loadConversation } from '../conversations/load-conversation';
import { visibleInboxes } from '../conversations/visible-inboxes';
import { findHits } from './find-hits';

export interface FoundMessage {
  id: string;
  conversationId: string;
  seq: number;
  direction: Direction;
  channel: Channel;
  authorId: string | null;
  createdAt: string;
  customer: string;
  customerName: string | null;
  title: string | null;
  serviceId: string | null;
  /** To be marked in it: the beginnings that were typed, and its own words of the same stem. */
  words: string[];
  /** The line around the first of them. */
  excerpt: HighlightPart[];
}

interface Row extends Record<string, unknown> {
  id: string;
  conversation_id: string;
  seq: string;
  direction: Direction;
  channel: Channel;
  author_id: string | null;
  created_at: string;
  customer: string;
  customer_name: string | null;
  title: string | null;
  service_id: string | null;
  body: string;
  enclosed: string;
}

/**
 * Messages and notes that hold words beginning with all that was typed, or with the same stem in the
 * organization's language; newest first, in the inboxes that the actor may see and where they are a guest.
 * Ids are made in order of time: what sorts them sorts the messages; within a conversation its own order decides.
 * @throws DomainError not_found for a conversation that the actor may not see
 */
export async function searchMessages(
  ctx: VerbContext,
  input: SearchMessagesInput,
): Promise<{ items: FoundMessage[]; nextBeforeId: string | null }> {
  if (input.conversationId) await loadConversation(ctx, input.conversationId, 'conversation.read');
  const inboxIds = await visibleInboxes(ctx);
  const { words } = readSearchQuery(input.q);
  if (words.length === 0) return { items: [], nextBeforeId: null };
  const language = await languageOf(ctx);
  const ids = await findHits(ctx, {
    wanted: wanted(words, language),
    inboxIds,
    conversationId: input.conversationId ?? null,
    beforeId: input.beforeId ?? null,
    limit: input.limit + 1,
  });
  const rows = await readRows(ctx, ids, stemsOf(words, language));
  const items = rows.slice(0, input.limit).map((row) => toFound(row, words));
  return { items, nextBeforeId: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}

/**
 * All words, each by its beginning or by its stem. A stem that begins with the word as typed is left out: it finds
 * nothing more, and the index would gather the messages of the word twice (measured: 104 ms against 70).
 */
function wanted(words: readonly string[], language: string): SQL {
  const each = words.map((word) => {
    const beginning = sql`to_tsquery('simple', ${prefixTerm(word)})`;
    const stem = stemOf(word, language);
    return sql`case when starts_with(${stem}::text, ${`'${word}`}) then ${beginning} else ${beginning} || ${stem} end`;
  });
  return sql`(${sql.join(each, sql` && `)})`;
}

function stemOf(word: string, language: string): SQL {
  return sql`plainto_tsquery(${language}::regconfig, ${word})`;
}

/** Any of the words by its stem. */
function stemsOf(words: readonly string[], language: string): SQL {
  return sql`(${sql.join(
    words.map((word) => stemOf(word, language)),
    sql` || `,
  )})`;
}

async function languageOf(ctx: VerbContext): Promise<string> {
  const { rows } = await ctx.tx.execute<{ search_language: string }>(sql`
    select search_language from organizations where id = ${ctx.organizationId}`);
  return rows[0]?.search_language ?? 'simple';
}

const ENCLOSED = `HighlightAll=true,StartSel=${STEM_START},StopSel=${STEM_STOP}`;

async function readRows(ctx: VerbContext, ids: readonly string[], stems: SQL): Promise<Row[]> {
  if (ids.length === 0) return [];
  const { rows } = await ctx.tx.execute<Row>(sql`
    select m.id, m.conversation_id, m.seq, m.direction, m.channel, m.author_id,
           to_json(m.created_at)#>>'{}' as created_at, m.body,
           ts_headline(m.language, translate(m.body, ${STEM_START + STEM_STOP}, ''), ${stems}, ${ENCLOSED}) as enclosed,
           c.customer, c.title, c.service_id,
           (select ct.name from contact_numbers cn
              join contacts ct on ct.organization_id = cn.organization_id and ct.id = cn.contact_id
            where cn.organization_id = c.organization_id and cn.customer = c.customer) as customer_name
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as found (id, place)
      join messages m on m.organization_id = ${ctx.organizationId} and m.id = found.id
      join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
    order by found.place`);
  return rows;
}

function toFound(row: Row, typed: readonly string[]): FoundMessage {
  const words = wordsToMark(row.enclosed, typed);
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: Number(row.seq),
    direction: row.direction,
    channel: row.channel,
    authorId: row.author_id,
    createdAt: new Date(row.created_at).toISOString(),
    customer: row.customer,
    customerName: row.customer_name,
    title: row.title,
    serviceId: row.service_id,
    words,
    excerpt: excerptOf(row.body, words),
  };
}
