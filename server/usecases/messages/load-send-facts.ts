import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { textLimitOf } from '@/server/domain/connections/text-limit';
import type { NumberKind } from '@/server/domain/numbers/number';
import type { SendFacts } from '@/server/domain/sending/evaluate-send';
import type { ConversationRow } from '../conversations/conversation-projection';

/** Everything that evaluateSend must know about a conversation and its sender, but the text itself. */
export async function loadSendFacts(
  ctx: VerbContext,
  conversation: ConversationRow,
): Promise<{ facts: Omit<SendFacts, 'text'>; connectionId: string }> {
  const { rows } = await ctx.tx.execute<{
    region: string;
    platform_version: string;
    connection_id: string;
    connection_kind: string;
    connection_status: 'active' | 'paused';
    e164: string;
    country: string;
    kind: NumberKind;
    status: 'active' | 'removed';
    toll_free_verified: boolean;
  }>(sql`
    select o.region, o.platform_version, n.connection_id, c.kind as connection_kind, c.status as connection_status,
           n.e164, n.country, n.kind, n.status, n.toll_free_verified
    from organizations o
      join numbers n on n.organization_id = o.id and n.id = ${conversation.numberId}
      join connections c on c.organization_id = o.id and c.id = n.connection_id
    where o.id = ${ctx.organizationId}`);
  const row = rows[0];
  if (!row) throw new Error('a conversation without its number');
  return {
    connectionId: row.connection_id,
    facts: {
      sender: ctx.actor.kind === 'user' ? { licence: ctx.actor.licence, active: ctx.actor.active } : null,
      organization: { region: row.region, platformVersion: row.platform_version },
      number: {
        e164: row.e164,
        country: row.country,
        kind: row.kind,
        status: row.status,
        connectionStatus: row.connection_status,
        tollFreeVerified: row.toll_free_verified,
        textLimit: textLimitOf(row.connection_kind),
        carrier: row.connection_kind,
      },
      conversation: {
        kind: conversation.kind,
        customer: conversation.customer,
        replyable: conversation.replyable,
        optedOut: conversation.optedOut,
        blocked: conversation.blocked,
        retired: conversation.retiredAt !== null,
      },
    },
  };
}
