import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { FileView } from '@/server/domain/media/file';
import type { Channel } from '@/server/domain/messages/message';
import type { Claim } from '@/server/outbox/claim-due';
import { beginSubmitting } from '@/server/outbox/hand-over';

/** What the worker needs to call the carrier. */
export interface ReadyMessage {
  messageId: string;
  from: string;
  to: string;
  text: string;
  /** Of an MMS, in their order. */
  files: Pick<FileView, 'id' | 'name' | 'contentType'>[];
  connection: { id: string; kind: string; sealedCredentials: string; webhookToken: string };
}

export type HandOverStart =
  | { kind: 'ready'; message: ReadyMessage }
  /** The lease ended, or a receipt settled it: somebody else has this message now. */
  | { kind: 'not_ours' }
  /** The customer said STOP, or it is older than a person would want it sent: see refuseHandOver. */
  | { kind: 'refused'; fault: 'opted_out' | 'expired' };

interface Stored extends Record<string, unknown> {
  opted_out: boolean | null;
  expired: boolean;
  from_number: string;
  customer: string;
  body: string;
  channel: Channel;
  files: FileView[] | null;
  connection_id: string;
  kind: string;
  sealed_credentials: string;
  webhook_token: string;
}

/** What could not be handed over for so long is refused: it would surprise the customer (reliability 4.2). */
const EXPIRES_AFTER = { interactive: '15 minutes', bulk: '24 hours' };

/**
 * The last transaction before the carrier call (T2): fences the lease, reads the opt-out under FOR
 * SHARE, so that a STOP either waits for this commit or is seen by it (reliability R12), and commits
 * `submitting`. A message queued before the latest STOP never goes, even after a START.
 */
export async function beginHandOver(ctx: VerbContext, claim: Claim): Promise<HandOverStart> {
  const found = await ctx.tx.execute<Stored>(sql`
    select oo.opted_out_at is not null or coalesce(oo.last_opted_out_at >= o.queued_at, false) as opted_out,
           o.queued_at < now() - case when o.lane = 0 then ${EXPIRES_AFTER.interactive}::interval
             else ${EXPIRES_AFTER.bulk}::interval end as expired,
           n.e164 as from_number, cv.customer, m.body, m.channel, m.files,
           c.id as connection_id, c.kind, c.sealed_credentials, c.webhook_token
    from outbox o
      join messages m on m.organization_id = o.organization_id and m.id = o.message_id
      join conversations cv on cv.organization_id = o.organization_id and cv.id = o.conversation_id
      join numbers n on n.organization_id = o.organization_id and n.id = o.number_id
      join connections c on c.organization_id = o.organization_id and c.id = o.connection_id
      join opt_outs oo on oo.organization_id = o.organization_id and oo.number_id = o.number_id
        and oo.customer = cv.customer
    where o.organization_id = ${ctx.organizationId} and o.message_id = ${claim.messageId}
      and o.state = 'claimed' and o.lease_epoch = ${claim.leaseEpoch}
    for update of o for share of oo`);
  const row = found.rows[0];
  if (!row) return { kind: 'not_ours' };
  if (row.opted_out !== false) return { kind: 'refused', fault: 'opted_out' };
  if (row.expired) return { kind: 'refused', fault: 'expired' };
  if (!(await beginSubmitting(ctx.tx, claim))) return { kind: 'not_ours' };
  await ctx.tx.execute(sql`
    update messages set status = 'submitting'
    where organization_id = ${ctx.organizationId} and id = ${claim.messageId} and status = 'queued'`);
  return {
    kind: 'ready',
    message: {
      messageId: claim.messageId,
      from: row.from_number,
      to: row.customer,
      text: row.body,
      // The text file that an SMS came from stays here.
      files: row.channel === 'mms' ? (row.files ?? []) : [],
      connection: {
        id: row.connection_id,
        kind: row.kind,
        sealedCredentials: row.sealed_credentials,
        webhookToken: row.webhook_token,
      },
    },
  };
}
