import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { looksAutomatic } from '@/server/domain/conversations/auto-reply';
import { addOpenMinutes, type BusinessHours, isOpen } from '@/server/domain/hours/business-hours';
import { helpAnswer } from '@/server/domain/opt-outs/help-answer';
import type { Keyword } from '@/server/domain/opt-outs/keywords';
import type { ConversationRow } from '../conversations/conversation-projection';
import { setTimer } from '../timers/set-timer';
import { sendAutomatic } from './send-automatic';

/** What a Service wants done with what comes in; all null where there is no Service. */
export interface ServiceRules {
  service_id: string | null;
  service_name: string | null;
  escalate_after_minutes: number | null;
  business_hours: BusinessHours | null;
  away_text: string | null;
}

interface Inbound {
  /** Locked, as it is with the message in it. */
  conversation: ConversationRow;
  service: ServiceRules;
  keyword: Keyword | null;
  text: string;
  /** What the dialplan's rule answers (item 35). */
  reply: string | null;
}

/**
 * What follows from a customer's message without anybody's doing: HELP is answered, a text outside the business
 * hours too; and when the customer begins to wait, the time runs after which the Service's manager is called
 * in (open minutes only). In the ordinary case of somebody who waits already, it asks the database nothing.
 */
export async function answerByRule(ctx: VerbContext, inbound: Inbound): Promise<void> {
  const { conversation, service, keyword, text } = inbound;
  const machine = looksAutomatic(text, conversation.customer);
  const answer = await answerTo(ctx, inbound);
  if (answer !== null) await sendAutomatic(ctx, conversation, { text: answer, looksAutomatic: machine });
  const beginsToWait = conversation.needsReplySince?.getTime() === ctx.now.getTime();
  if (!beginsToWait || keyword === 'stop' || service.escalate_after_minutes === null) return;
  const dueAt = addOpenMinutes(service.business_hours, ctx.now, service.escalate_after_minutes);
  if (dueAt) await setTimer(ctx, 'escalate', conversation.id, dueAt);
}

async function answerTo(ctx: VerbContext, { service, keyword, reply }: Inbound): Promise<string | null> {
  if (keyword === 'help') {
    const { rows } = await ctx.tx.execute<{ name: string }>(sql`
      select name from organizations where id = ${ctx.organizationId}`);
    return helpAnswer({ organization: rows[0]?.name ?? '', service: service.service_name });
  }
  if (keyword !== null) return null;
  if (reply !== null) return reply;
  if (!service.away_text || !service.business_hours) return null;
  return isOpen(service.business_hours, ctx.now) ? null : service.away_text;
}
