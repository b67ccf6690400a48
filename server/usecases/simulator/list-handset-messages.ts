import { and, desc, eq, sql } from 'drizzle-orm';
import { handsetMessages } from '@/db/schema/simulator';
import type { VerbContext } from '@/server/context';
import type { HandsetMessageView } from '@/server/domain/simulator/handset';
import type { HandsetInput } from '@/server/domain/simulator/inputs';
import { requirePermission } from '../require-permission';
import {
  filesOnHandsets,
  handsetMessageColumns,
  loadHandset,
  toHandsetMessageView,
} from './handset-projection';

/** How far back a handset's screen goes. */
const MEMORY = 200;

export interface HandsetScreen {
  /** Oldest first. */
  messages: HandsetMessageView[];
  /** Milliseconds until a text arrives that is still under way to a slow handset; null = none is. */
  nextArrivalMs: number | null;
}

/** What a handset's own screen shows. @throws DomainError not_found handset_not_found */
export async function listHandsetMessages(ctx: VerbContext, input: HandsetInput): Promise<HandsetScreen> {
  requirePermission(ctx, 'simulator.use');
  await loadHandset(ctx, input.handsetId);
  const rows = await ctx.tx
    .select({
      ...handsetMessageColumns,
      inMs: sql<number>`extract(epoch from (${handsetMessages.at} - now()))::float8 * 1000`,
    })
    .from(handsetMessages)
    .where(
      and(
        eq(handsetMessages.organizationId, ctx.organizationId),
        eq(handsetMessages.handsetId, input.handsetId),
      ),
    )
    .orderBy(desc(handsetMessages.at), desc(handsetMessages.id))
    .limit(MEMORY);
  const arrived = rows.filter(({ inMs }) => inMs <= 0).reverse();
  const filesOf = await filesOnHandsets(
    ctx,
    arrived.map(({ id }) => id),
  );
  const underWay = rows.filter(({ inMs }) => inMs > 0);
  return {
    messages: arrived.map(({ inMs: _inMs, ...message }) =>
      toHandsetMessageView(message, filesOf.get(message.id)),
    ),
    nextArrivalMs: underWay.length === 0 ? null : Math.ceil(Math.min(...underWay.map(({ inMs }) => inMs))),
  };
}
