import { sql } from 'drizzle-orm';
import { DEMO_DIRECT, DEMO_RULE, DEMO_SPAM } from '@/db/seed/demo-desk';
import { DEMO_OFFICE } from '@/db/seed/demo-organization';
import { showOnHandset } from '@/db/seed/store-handsets';
import type { VerbContext } from '@/server/context';
import { blockCustomer } from '@/server/usecases/conversations/block-customer';
import { setConversationState } from '@/server/usecases/conversations/set-conversation-state';
import { receiveMessage } from '@/server/usecases/messages/receive-message';
import { sendMessage } from '@/server/usecases/messages/send-message';
import { findNumber } from '@/server/usecases/numbers/find-number';
import { saveRules } from '@/server/usecases/routing/dialplan-rules';
import { asPerson, type DemoHouse } from './seed-demo-desk';

const MINUTE = 60_000;

interface Arrival {
  /** Both in E.164. */
  from: string;
  to: string;
  text: string;
  minutesAgo: number;
}

/** What came in by ways that the history does not know: to the office number, by the dialplan, and from a spammer. */
export async function seedDemoArrivals(ctx: VerbContext, house: DemoHouse): Promise<void> {
  await routeMoneyMatters(ctx, house);
  for (const { conversation, minutesAgo, text, answer } of DEMO_DIRECT) {
    const from = house.history[conversation]?.customer ?? '';
    const conversationId = await arrive(ctx, house, { from, to: DEMO_OFFICE.number, text, minutesAgo });
    if (!answer) continue;
    await sendMessage(await asPerson(ctx, answer.author), {
      id: ctx.newId(),
      conversationId,
      text: answer.text,
    });
  }
  await blockSpam(ctx, house);
}

async function routeMoneyMatters(ctx: VerbContext, { services }: DemoHouse): Promise<void> {
  const serviceId = services.find(({ name }) => name === DEMO_RULE.service)?.serviceId ?? '';
  const numberIds = [await findNumber(ctx, DEMO_RULE.number)];
  const match = { numberIds, customers: [], countries: [], keywords: [...DEMO_RULE.keywords], hours: null };
  const target = { kind: 'service', serviceId } as const;
  await saveRules(ctx, { rules: [{ id: ctx.newId(), name: DEMO_RULE.name, enabled: true, match, target }] });
}

async function blockSpam(ctx: VerbContext, house: DemoHouse): Promise<void> {
  const { from, service, hoursAgo, text, blockedBy } = DEMO_SPAM;
  const to = house.services.find(({ name }) => name === service)?.number ?? '';
  const minutesAgo = hoursAgo * 60;
  const conversationId = await arrive(ctx, house, { from, to, text, minutesAgo });
  const annoyed = await asPerson(ctx, blockedBy, ago(ctx, minutesAgo - 5));
  await blockCustomer(annoyed, { conversationId, blocked: true });
  await setConversationState(annoyed, { conversationId, state: 'done' });
}

/** As if a carrier had brought it then. @returns its conversation */
async function arrive(ctx: VerbContext, { services }: DemoHouse, arrival: Arrival): Promise<string> {
  const { from, to, text, minutesAgo } = arrival;
  const then: VerbContext = { ...ctx, now: ago(ctx, minutesAgo), actor: { kind: 'carrier' } };
  const providerMessageId = `demo-${ctx.newId()}`;
  await receiveMessage(then, services[0]?.connectionId ?? '', {
    providerMessageId,
    from,
    to,
    text,
    segments: null,
    media: [],
    sentAt: then.now,
  });
  const screen = { id: ctx.newId(), customer: from, peer: to, text, at: then.now };
  await showOnHandset(ctx.tx, ctx.organizationId, screen);
  return conversationOf(ctx, arrival);
}

async function conversationOf(ctx: VerbContext, { from, to }: Arrival): Promise<string> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select c.id from conversations c
      join numbers n on n.organization_id = c.organization_id and n.id = c.number_id
    where c.organization_id = ${ctx.organizationId} and c.customer = ${from} and n.e164 = ${to}`);
  if (!rows[0]) throw new Error(`what ${from} wrote has not arrived`);
  return rows[0].id;
}

function ago(ctx: VerbContext, minutes: number): Date {
  return new Date(ctx.now.getTime() - minutes * MINUTE);
}
