import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { TestOrganization } from '@/db/testing/test-organization';

/** Messages of one conversation, the even ones from us. */
export const THREAD = 10;

/** The label of an eighth of them. */
export const LABEL = '01900000-0000-7000-b000-000000000001';

/** The reader's drafts lie among so many of the newest conversations. */
const OWN = 500;

export interface Line {
  numberId: string;
  serviceId: string;
}

/** The id of the conversation with this number, from 1. */
export function conversationIdOf(n: number): string {
  return `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/**
 * Fills an organization with conversations of ten messages each, spread over 90 days and over `lines`,
 * as the verbs would have left them: a fifth each is anna's and jonas', a quarter waits for a reply, an
 * eighth failed, others are snoozed, done, labelled, unattended or hold a text for later, so that a small
 * inbox too fills two pages of each view (Mentions apart, which is read like Drafts). By SQL alone: the verbs would
 * need an hour for a million.
 */
export async function fillInbox(
  database: Database,
  { id: organizationId, connectionId, anna, jonas }: TestOrganization,
  lines: readonly Line[],
  conversations: number,
): Promise<void> {
  const numberIds = sql`${sql.param(lines.map(({ numberId }) => numberId))}::uuid[]`;
  const serviceIds = sql`${sql.param(lines.map(({ serviceId }) => serviceId))}::uuid[]`;
  const line = sql`1 + c.n % ${lines.length}::int`;
  const conversationId = sql`('01900000-0000-7000-8000-' || lpad(to_hex(c.n), 12, '0'))::uuid`;
  const contactId = sql`('01900000-0000-7000-a000-' || lpad(to_hex(c.n), 12, '0'))::uuid`;
  const messageId = sql`('01900000-0000-7000-9000-' || lpad(to_hex(c.n * ${THREAD}::int + s.seq), 12, '0'))::uuid`;
  const all = sql`generate_series(1, ${conversations}::int) as c (n)`;
  const allMessages = sql`${all} cross join generate_series(1, ${THREAD}::int) as s (seq)`;
  const customer = sql`'+1212' || lpad(c.n::text, 7, '0')`;
  const lastAt = sql`date_trunc('hour', now()) - c.n * (interval '90 days' / ${conversations}::int)`;
  const at = sql`${lastAt} - (${THREAD}::int - s.seq) * interval '20 minutes'`;
  const waits = sql`c.n % 4 = 0`;
  const failed = sql`c.n % 8 = 1`;
  // Conversations that wait or failed stay open; of the others some are put away.
  const state = sql`(case c.n % 8 when 2 then 'snoozed' when 3 then 'done' else 'open' end)`;
  const scheduled = sql`c.n % 8 = 5`;
  const labelled = sql`c.n % 8 = 6`;
  const unattended = sql`c.n % 8 = 4`;
  // The last one is the customer's where somebody waits; all before take turns.
  const isIn = sql`(case when s.seq = ${THREAD}::int then ${waits} else s.seq % 2 = 1 end)`;
  const status = sql`(case when ${isIn} then 'received' when ${failed} and s.seq = ${THREAD}::int then 'failed'
    else 'delivered' end)`;
  const body = sql`'Message ' || s.seq || ' about order ' || c.n || ': the parcel to '
    || (array['Boston', 'Denver', 'Austin', 'Miami', 'Portland'])[1 + c.n % 5] || ' has left the house.'`;
  const of = sql`organization_id, conversation_id`;

  const statements = [
    sql`set local statement_timeout = 0`,
    sql`insert into conversations (organization_id, id, kind, number_id, service_id, customer, replyable,
        assignee_id, last_seq, last_message_at, preview_seq, preview_text, preview_direction,
        preview_channel, preview_status, preview_author_id, needs_reply_since, failed_count, has_sms,
        participant_count, state, scheduled_count, label_ids, created_at)
      select ${organizationId}, ${conversationId}, 'service', (${numberIds})[${line}], (${serviceIds})[${line}],
        ${customer}, true,
        case when not ${unattended} then case c.n % 5 when 0 then ${anna.id}::uuid when 1 then ${jonas.id}::uuid end end,
        ${THREAD}, ${lastAt}, ${THREAD}, ${body}, case when ${isIn} then 'in' else 'out' end, 'sms', ${status},
        case when not ${isIn} then ${anna.id}::uuid end,
        case when ${waits} then ${at} end, (${failed})::int, true,
        case when ${unattended} then 0 else 2 end, ${state}, (${scheduled})::int,
        case when ${labelled} then array[${LABEL}::uuid] else '{}' end, ${lastAt} - interval '4 hours'
      from ${all} cross join (values (${THREAD}::int)) as s (seq)`,
    sql`insert into messages (organization_id, id, conversation_id, inbox_id, seq, direction, channel, body,
        status, fault, segments, encoding, author_id, created_at, sent_at, delivered_at)
      select ${organizationId}, ${messageId}, ${conversationId}, (${serviceIds})[${line}], s.seq,
        case when ${isIn} then 'in' else 'out' end, 'sms', ${body}, ${status},
        case when ${status} = 'failed' then 'unreachable' end, 1, 'GSM-7',
        case when not ${isIn} then ${anna.id}::uuid end, ${at},
        case when ${status} = 'delivered' then ${at} end, case when ${status} = 'delivered' then ${at} end
      from ${allMessages}`,
    sql`insert into provider_messages (organization_id, connection_id, provider_message_id, message_id)
      select ${organizationId}, ${connectionId}, 'SM' || lpad(to_hex(c.n * ${THREAD}::int + s.seq), 32, '0'), ${messageId}
      from ${allMessages}`,
    sql`insert into participants (${of}, user_id)
      select ${organizationId}, ${conversationId}, users.id
      from ${all} cross join unnest(array[${anna.id}, ${jonas.id}]::uuid[]) as users (id)
      where not ${unattended}`,
    sql`insert into scheduled_messages (${of}, id, author_id, text, due_at, cancel_on_reply)
      select ${organizationId}, ${conversationId}, ${conversationId}, ${anna.id}, 'Later', now() + interval '1 day', false
      from ${all} where ${scheduled}`,
    sql`insert into timers (organization_id, kind, target_id, due_at)
      select ${organizationId}, 'send', ${conversationId}, now() + interval '1 day' from ${all} where ${scheduled}`,
    sql`insert into labels (organization_id, id, name, color) values (${organizationId}, ${LABEL}, 'VIP', 'violet')`,
    sql`insert into conversation_labels (${of}, label_id, inbox_id, last_message_at)
      select ${organizationId}, ${conversationId}, ${LABEL}, (${serviceIds})[${line}], ${lastAt}
      from ${all} where ${labelled}`,
    // What is one reader's own does not grow with the inbox.
    sql`insert into drafts (${of}, user_id, text, revision)
      select ${organizationId}, ${conversationId}, ${anna.id}, 'Un', 1 from ${all} where c.n % 4 = 1 and c.n <= ${OWN}`,
    sql`insert into read_marks (${of}, user_id, last_read_seq)
      select ${organizationId}, ${conversationId}, ${anna.id}, case when c.n % 7 = 0 then 8 else ${THREAD}::int end
      from ${all}`,
    sql`insert into opt_outs (organization_id, number_id, customer)
      select ${organizationId}, (${numberIds})[${line}], ${customer} from ${all}`,
    sql`insert into contacts (organization_id, id, name)
      select ${organizationId}, ${contactId}, 'Customer ' || c.n from ${all} where c.n % 2 = 0`,
    sql`insert into contact_numbers (organization_id, customer, contact_id)
      select ${organizationId}, ${customer}, ${contactId} from ${all} where c.n % 2 = 0`,
  ];
  await database.withOrganization(organizationId, async (tx) => {
    for (const statement of statements) await tx.execute(statement);
  });
}
