import { type SQL, sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import {
  BLOCK_LOG_PAGE,
  type BlockedCustomer,
  type BlockedInput,
  type BlockedMessage,
  type BlockedMessagesInput,
} from '@/server/domain/opt-outs/block-log';
import { visibleInboxes } from '../conversations/visible-inboxes';

/** More than anybody reads of one who is not wanted. */
const MOST_MESSAGES = 200;

/**
 * Blocked customers with how much they wrote since (item 37), the latest block first: those of whom the reader may see a
 * conversation.
 */
export async function listBlocked(ctx: VerbContext, { after }: BlockedInput): Promise<BlockedCustomer[]> {
  const seen = await visibleConversation(ctx, sql`b.customer`);
  const place = after
    ? sql`(b.blocked_at, b.customer) < (${after.blockedAt}::timestamptz, ${after.customer})`
    : sql`true`;
  const { rows } = await ctx.tx.execute<
    Omit<BlockedCustomer, 'blockedAt'> & { blockedAt: Date | string }
  >(sql`
    select b.customer, b.blocked_at as "blockedAt", b.blocked_by_id as "blockedById", seen.id as "conversationId",
      (select ct.name from contact_numbers cn join contacts ct on ct.organization_id = cn.organization_id
         and ct.id = cn.contact_id
       where cn.organization_id = b.organization_id and cn.customer = b.customer) as name,
      (select count(*)::int from blocked_messages m where m.organization_id = b.organization_id
         and m.customer = b.customer and m.received_at >= b.blocked_at) as written
    from blocks b cross join lateral (${seen}) as seen
    where b.organization_id = ${ctx.organizationId} and ${place}
    order by b.blocked_at desc, b.customer desc limit ${BLOCK_LOG_PAGE}`);
  return rows.map((row) => ({ ...row, blockedAt: new Date(row.blockedAt).toISOString() }));
}

/** What a blocked customer wrote, the latest first; nothing of those whom the reader may not see. */
export async function listBlockedMessages(
  ctx: VerbContext,
  { customer }: BlockedMessagesInput,
): Promise<BlockedMessage[]> {
  const seen = await visibleConversation(ctx, sql`m.customer`);
  const { rows } = await ctx.tx.execute<Omit<BlockedMessage, 'at'> & { at: Date | string }>(sql`
    select m.id, n.e164 as to, m.body, m.received_at as at
    from blocked_messages m join numbers n on n.organization_id = m.organization_id and n.id = m.number_id
    where m.organization_id = ${ctx.organizationId} and m.customer = ${customer} and exists (${seen})
    order by m.received_at desc, m.id desc limit ${MOST_MESSAGES}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

/** The latest conversation with a customer that the reader may see. */
async function visibleConversation(ctx: VerbContext, customer: SQL): Promise<SQL> {
  const inboxIds = await visibleInboxes(ctx);
  // By the quiet row that each customer has with each number (opt_outs), as in the search.
  const ofLine = (retired: SQL) => sql`(select * from conversations where organization_id = oo.organization_id
    and number_id = oo.number_id and customer = oo.customer and retired_at ${retired})`;
  return sql`select c.id from opt_outs oo
      cross join lateral (${ofLine(sql`is null`)} union all ${ofLine(sql`is not null`)}) as c
    where oo.organization_id = ${ctx.organizationId} and oo.customer = ${customer}
      and (c.inbox_id = any(${sql.param(inboxIds)}::uuid[]) or exists (select from participants p
        where p.organization_id = c.organization_id and p.conversation_id = c.id
          and p.user_id = ${userOf(ctx)} and p.is_guest))
    order by c.last_message_at desc limit 1`;
}
