import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { addOpenMinutes, type BusinessHours } from '@/server/domain/hours/business-hours';
import { setTimer } from '../timers/set-timer';
import { MAY_TEXT } from '../users/texting-users';

interface EscalationRules {
  /** Open minutes that a customer may wait; null = nobody is called in. */
  minutes: number | null;
  hours: BusinessHours | null;
  /** Null when there is none who may text. */
  managerId: string | null;
}

/** When a Service calls somebody in for its waiting customers, and whom. */
export async function escalationRules(ctx: VerbContext, serviceId: string): Promise<EscalationRules> {
  const { rows } = await ctx.tx.execute<EscalationRules & Record<string, unknown>>(sql`
    select s.escalate_after_minutes as minutes, s.business_hours as hours, u.id as "managerId" from services s
      left join users u on u.organization_id = s.organization_id and u.id = s.manager_id
        and ${MAY_TEXT}
    where s.organization_id = ${ctx.organizationId} and s.id = ${serviceId}`);
  return rows[0] ?? { minutes: null, hours: null, managerId: null };
}

/** A customer waits again whose waiting had been called over: the time until somebody is called in begins anew. */
export async function beginEscalation(
  ctx: VerbContext,
  conversation: { id: string; serviceId: string | null; needsReplySince: string | null },
): Promise<void> {
  if (!conversation.serviceId || !conversation.needsReplySince) return;
  const { minutes, hours } = await escalationRules(ctx, conversation.serviceId);
  const dueAt = minutes === null ? null : addOpenMinutes(hours, ctx.now, minutes);
  if (dueAt) await setTimer(ctx, 'escalate', conversation.id, dueAt);
}

/**
 * A Service's rules have changed: its customers who wait, and for whom nobody has been called in yet, are looked at anew at
 * once. Whoever looks then goes by the new rules, and waits on where they say so.
 */
export async function reviewEscalations(ctx: VerbContext, serviceId: string): Promise<void> {
  const { organizationId, now } = ctx;
  await ctx.tx.execute(sql`
    insert into timers (organization_id, kind, target_id, due_at)
    select c.organization_id, 'escalate', c.id, ${now} from conversations c
    where c.organization_id = ${organizationId} and c.service_id = ${serviceId} and c.needs_reply_since is not null
      and c.state <> 'done' and not exists (
        select from messages m where m.organization_id = c.organization_id and m.conversation_id = c.id
          and m.system ->> 'kind' = 'escalated' and m.created_at >= c.needs_reply_since)
    on conflict (organization_id, kind, target_id) do update set due_at = excluded.due_at`);
}
