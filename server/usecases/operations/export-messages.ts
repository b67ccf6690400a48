import { sql } from 'drizzle-orm';
import { type Box, inOrganization } from '@/server/context';
import type { Channel, Direction } from '@/server/domain/messages/message';
import type { MessageStatus } from '@/server/domain/messages/status';
import type { Actor } from '@/server/domain/users/actor';
import { requirePermission } from '../require-permission';

export interface ExportedMessage {
  id: string;
  conversationId: string;
  direction: Direction;
  channel: Channel;
  /** Our number, E.164. */
  number: string;
  customer: string;
  body: string;
  status: MessageStatus;
  providerMessageId: string | null;
  /** ISO 8601 in UTC. */
  createdAt: string;
}

const PAGE = 1_000;

/**
 * All messages of an organization but its system lines, by id, which is nearly the order of time. Each
 * page is read in a transaction of its own: an export of any size holds nothing up, and what is written
 * meanwhile may be in it or not.
 */
export async function* exportMessages(
  box: Box,
  organizationId: number,
  actor: Actor,
): AsyncGenerator<ExportedMessage> {
  for (let after: string | null = null; ; ) {
    const page: ExportedMessage[] = await readPage(box, organizationId, actor, after);
    yield* page;
    after = page.at(-1)?.id ?? null;
    if (after === null) return;
  }
}

function readPage(box: Box, organizationId: number, actor: Actor, after: string | null) {
  return inOrganization(box, organizationId, actor, async (ctx): Promise<ExportedMessage[]> => {
    requirePermission(ctx, 'organization.administer');
    const { rows } = await ctx.tx.execute<Omit<ExportedMessage, 'createdAt'> & { createdAt: Date }>(sql`
      select m.id, m.conversation_id as "conversationId", m.direction, m.channel, n.e164 as number, c.customer,
             m.body, m.status, p.provider_message_id as "providerMessageId", m.created_at as "createdAt"
      from messages m
        join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
        join numbers n on n.organization_id = m.organization_id and n.id = c.number_id
        left join lateral (select provider_message_id from provider_messages p
          where p.organization_id = m.organization_id and p.message_id = m.id limit 1) as p on true
      where m.organization_id = ${organizationId} and m.channel <> 'system'
        and (${after}::uuid is null or m.id > ${after}::uuid)
      order by m.id limit ${PAGE}`);
    return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }));
  });
}
