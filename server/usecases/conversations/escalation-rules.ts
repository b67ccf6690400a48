import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { addOpenMinutes, type BusinessHours } from '@/server/domain/hours/business-hours';
import { setTimer } from '../timers/set-timer';

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
        and u.active and u.licence in ('business', 'premium')
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
