import { type SQL, sql } from 'drizzle-orm';
import { MAY_TEXT } from '../users/texting-users';

/** One thing that must hold in every organization. The query finds the rows in which it does not. */
export interface InvariantCheck {
  name: string;
  /** Answers with one column `id`: a uuid or a number as text, never contents. Row level security bounds it. */
  offenders: SQL;
}

const FAILURE = sql`('unknown', 'undelivered', 'failed')`;
const SENT = sql`('submitted', 'sent', 'delivered', 'undelivered')`;

/**
 * What the verbs promise of the stored rows. Each check is one statement, so that it sees one moment and
 * may run while the product works.
 */
export const INVARIANT_CHECKS: readonly InvariantCheck[] = [
  {
    name: 'a conversation numbers its messages from 1 without gaps, and knows the last number',
    offenders: sql`
      select c.id::text from conversations c left join lateral (
        select count(*) as count, min(seq) as first, max(seq) as last from messages m
        where m.organization_id = c.organization_id and m.conversation_id = c.id) as found on true
      where c.last_seq <> found.count or c.last_seq <> coalesce(found.last, 0) or coalesce(found.first, 1) <> 1`,
  },
  {
    name: 'a conversation shows the newest message from or to its customer',
    offenders: sql`
      select c.id::text from conversations c left join lateral (
        select seq, direction, channel, author_id, created_at,
               case status when 'submitting' then 'queued' else status end as status
        from messages m
        where m.organization_id = c.organization_id and m.conversation_id = c.id and m.direction <> 'internal'
        order by seq desc limit 1) as newest on true
      where c.preview_seq <> coalesce(newest.seq, 0) or (newest.seq is not null
        and (c.preview_direction, c.preview_channel, c.preview_status, c.preview_author_id, c.last_message_at)
          is distinct from
            (newest.direction, newest.channel, newest.status, newest.author_id, newest.created_at))`,
  },
  {
    name: 'a conversation counts its failed messages that nobody has dealt with',
    offenders: sql`
      select c.id::text from conversations c
      where c.failed_count <> (select count(*) from messages m
        where m.organization_id = c.organization_id and m.conversation_id = c.id
          and m.status in ${FAILURE} and not m.settled)`,
  },
  {
    name: 'a conversation counts its participants',
    offenders: sql`
      select c.id::text from conversations c
      where c.participant_count <> (select count(*) from participants p
        where p.organization_id = c.organization_id and p.conversation_id = c.id)`,
  },
  {
    name: 'a conversation goes on where its number is, and can only be read elsewhere',
    offenders: sql`
      select c.id::text from conversations c left join services s
        on s.organization_id = c.organization_id and s.number_id = c.number_id
      where (c.retired_at is null) <> (c.service_id is not distinct from s.id)`,
  },
  {
    name: 'an assignee takes part',
    offenders: sql`
      select c.id::text from conversations c
      where c.assignee_id is not null and not exists (select from participants p
        where p.organization_id = c.organization_id and p.conversation_id = c.id and p.user_id = c.assignee_id)`,
  },
  {
    name: 'an assignee is a member of the Service',
    offenders: sql`
      select c.id::text from conversations c
      where c.assignee_id is not null and not exists (select from service_members sm
        where sm.organization_id = c.organization_id and sm.service_id = c.service_id and sm.user_id = c.assignee_id)`,
  },
  {
    name: 'who takes part may text',
    offenders: sql`
      select p.conversation_id::text from participants p join users u on u.organization_id = p.organization_id and u.id = p.user_id
      where not ${MAY_TEXT}`,
  },
  {
    name: 'a conversation repeats its labels, which repeat its inbox and time',
    offenders: sql`
      select c.id::text from conversations c left join lateral (
        select array_agg(l.label_id order by l.label_id) as ids,
               bool_and(l.inbox_id = c.inbox_id and l.last_message_at = c.last_message_at) as same
        from conversation_labels l
        where l.organization_id = c.organization_id and l.conversation_id = c.id) as found on true
      where array(select unnest(c.label_ids) order by 1) <> coalesce(found.ids, '{}') or not coalesce(found.same, true)`,
  },
  {
    name: 'a conversation counts its scheduled messages',
    offenders: sql`
      select c.id::text from conversations c
      where c.scheduled_count <> (select count(*) from scheduled_messages s
        where s.organization_id = c.organization_id and s.conversation_id = c.id)`,
  },
  {
    name: 'a file that goes out later waits with a scheduled message, and is in no other one',
    offenders: sql`
      select f.id::text from files f left join scheduled_messages s
        on s.organization_id = f.organization_id and s.id = f.scheduled_id
          and s.conversation_id = f.conversation_id
      where f.scheduled_id is not null and (s.id is null or f.message_id is not null)`,
  },
  {
    name: 'a scheduled message has its timer, unless it was refused',
    offenders: sql`
      select s.id::text from scheduled_messages s
      where (s.refused is null) <> exists (select from timers t
        where t.organization_id = s.organization_id and t.kind = 'send' and t.target_id = s.id)`,
  },
  {
    name: 'a conversation is snoozed as long as it has a time to wake, and wakes then',
    offenders: sql`
      select c.id::text from conversations c
      where c.snoozed_until is not null and (c.state <> 'snoozed' or not exists (select from timers t
        where t.organization_id = c.organization_id and t.kind = 'wake' and t.target_id = c.id
          and t.due_at = c.snoozed_until))`,
  },
  {
    name: 'a mention stands in a note',
    offenders: sql`
      select m.conversation_id::text from mentions m
      where not exists (select from messages n where n.organization_id = m.organization_id
        and n.conversation_id = m.conversation_id and n.seq = m.seq and n.channel = 'note')`,
  },
  {
    name: 'a conversation with a sent message carries the tag SMS',
    offenders: sql`
      select distinct c.id::text from conversations c join messages m
        on m.organization_id = c.organization_id and m.conversation_id = c.id
      where not c.has_sms and m.direction = 'out' and m.status in ${SENT}`,
  },
  {
    name: 'a conversation has the opt-out row that sending locks',
    offenders: sql`
      select c.id::text from conversations c
      where not exists (select from opt_outs o where o.organization_id = c.organization_id
        and o.number_id = c.number_id and o.customer = c.customer)`,
  },
  {
    name: 'nobody has read further than a conversation goes',
    offenders: sql`
      select c.id::text from read_marks r join conversations c
        on c.organization_id = r.organization_id and c.id = r.conversation_id
      where r.last_read_seq > c.last_seq`,
  },
  {
    name: 'a message repeats the inbox of its conversation',
    offenders: sql`
      select m.id::text from messages m join conversations c
        on c.organization_id = m.organization_id and c.id = m.conversation_id
      where m.inbox_id <> c.inbox_id`,
  },
  {
    name: 'a message on its way out stands in the outbox, and only such a one',
    offenders: sql`
      select coalesce(m.id, o.message_id)::text
      from (select * from messages where direction = 'out' and (status in ('queued', 'submitting')
              or (status = 'unknown' and not settled))) as m
        full join outbox o on o.organization_id = m.organization_id and o.message_id = m.id
      where m.id is null or o.message_id is null or m.status <> case o.state
        when 'queued' then 'queued' when 'claimed' then 'queued' when 'submitting' then 'submitting'
        else 'unknown' end`,
  },
  {
    name: 'a message that the carrier has is known to it by one id',
    offenders: sql`
      select m.id::text from messages m
      where m.channel in ('sms', 'mms') and (m.direction = 'in' or m.status in ${SENT})
        and (select count(*) from provider_messages p
          where p.organization_id = m.organization_id and p.message_id = m.id) <> 1`,
  },
  {
    name: "a carrier's id belongs to a message",
    offenders: sql`
      select p.message_id::text from provider_messages p
      where not exists (select from messages m
          where m.organization_id = p.organization_id and m.id = p.message_id)
        and not exists (select from blocked_messages b
          where b.organization_id = p.organization_id and b.id = p.message_id)`,
  },
  {
    name: 'a receipt that was applied belongs to a message',
    offenders: sql`
      select r.message_id::text from receipts r
      where r.message_id is not null and not exists (select from messages m
        where m.organization_id = r.organization_id and m.id = r.message_id)`,
  },
  {
    name: 'a message is repeated once, and only after somebody dealt with it',
    offenders: sql`
      select m.retry_of::text from messages m left join messages first
        on first.organization_id = m.organization_id and first.id = m.retry_of
      where m.retry_of is not null
      group by m.retry_of having count(*) > 1 or not coalesce(bool_and(first.settled), false)`,
  },
  {
    name: 'a number has a sender that paces it',
    offenders: sql`
      select n.id::text from numbers n
      where not exists (select from senders s
        where s.organization_id = n.organization_id and s.number_id = n.id)`,
  },
  {
    name: 'news is numbered without gaps',
    offenders: sql`
      select c.last_seq::text from event_counters c left join lateral (
        select count(*) as count, min(seq) as first, max(seq) as last from events e
        where e.organization_id = c.organization_id) as found on true
      where found.count <> c.last_seq - c.pruned_upto or coalesce(found.last, c.pruned_upto) <> c.last_seq
        or coalesce(found.first, c.pruned_upto + 1) <> c.pruned_upto + 1`,
  },
];
