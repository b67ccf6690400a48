import { type SQL, sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import type { SearchCustomersInput } from '@/server/domain/search/inputs';
import { readSearchQuery } from '@/server/domain/search/search-query';
import { readConversations } from '../conversations/read-conversations';
import { visibleInboxes } from '../conversations/visible-inboxes';

/** So many candidates are looked at, the best first, before visibility picks among them. */
const CANDIDATES = 400;
/** Trigrams need so many characters of a name. */
const NAME = 2;

/**
 * Conversations whose customer's number holds the digits typed, or whose contact's name or own title
 * holds the text; the latest first. Numbers are looked up where each customer has one quiet row (opt_outs);
 * both by functions of the database that may use the trigrams (migration 0006).
 */
export async function searchCustomers(
  ctx: VerbContext,
  input: SearchCustomersInput,
): Promise<ConversationView[]> {
  const inboxIds = await visibleInboxes(ctx);
  const { digits } = readSearchQuery(input.q);
  const name = input.q.trim().toLowerCase();
  // "2400" may be part of a number, and of "Shop 2400".
  const sources = [
    ...(digits ? [byDigits(digits)] : []),
    ...(name.length >= NAME ? [byName(ctx, name)] : []),
  ];
  if (sources.length === 0) return [];
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select c.id from (${sql.join(sources, sql` union `)}) as found
      cross join lateral (${ofLine(ctx, sql`is null`)} union all ${ofLine(ctx, sql`is not null`)}) as c
    where c.inbox_id = any(${sql.param(inboxIds)}::uuid[]) or exists (select from participants p
      where p.organization_id = c.organization_id and p.conversation_id = c.id
        and p.user_id = ${userOf(ctx)} and p.is_guest)
    order by c.last_message_at desc, c.id desc limit ${input.limit}`);
  return readConversations(
    ctx,
    rows.map(({ id }) => id),
  );
}

/** The conversations of a number of ours and a customer, retired ones by the index of their own. */
function ofLine(ctx: VerbContext, retired: SQL): SQL {
  return sql`(select * from conversations where organization_id = ${ctx.organizationId}
    and number_id = found.number_id and customer = found.customer and retired_at ${retired})`;
}

function byDigits(digits: string): SQL {
  return sql`select customer, number_id from search_digits(${`%${digits}%`}, ${CANDIDATES})`;
}

function byName(ctx: VerbContext, name: string): SQL {
  const pattern = `%${name.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql`select oo.customer, oo.number_id from (
      select id from search_names(${pattern}, ${CANDIDATES})) as ct
    join contact_numbers cn on cn.organization_id = ${ctx.organizationId} and cn.contact_id = ct.id
    join opt_outs oo on oo.organization_id = ${ctx.organizationId} and oo.customer = cn.customer`;
}
