import { and, eq } from 'drizzle-orm';
import { numbers } from '@/db/schema/numbers';
import { handsetMessages, handsets } from '@/db/schema/simulator';
import type { VerbContext } from '@/server/context';
import { storableText } from '@/server/domain/messages/storable-text';
import type { SendFault } from '@/server/domain/sending/send-fault';
import { planDelivery } from '@/server/domain/simulator/plan-delivery';
import type { SimulatedMessage } from '@/server/domain/simulator/wire';
import { expectFiles, filesOnOurServer } from './expect-files';
import { handsetColumns, publishHandset } from './handset-projection';
import { later, oweWebhooks } from './owe-webhook';

export type SimulatedAnswer = { accepted: true; id: string } | { accepted: false; fault: SendFault };

/**
 * The simulated carrier takes a message from one of our numbers: puts it on the handset's screen and notes
 * the reports it will make, all as the handset's switches say. Files of an MMS are places on the screen until
 * it has fetched them. Like a real carrier it takes what is given to it as often as it is given.
 */
export async function acceptSimulatedMessage(
  ctx: VerbContext,
  connectionId: string,
  message: SimulatedMessage,
): Promise<SimulatedAnswer> {
  const statusPath = ownStatusPath(message.statusUrl);
  const files = filesOnOurServer(message.media);
  if (statusPath === null || files === null || !(await isOurNumber(ctx, connectionId, message.from))) {
    return { accepted: false, fault: 'sender_not_capable' };
  }
  const [handset] = await ctx.tx
    .select(handsetColumns)
    .from(handsets)
    .where(and(eq(handsets.organizationId, ctx.organizationId), eq(handsets.number, message.to)));
  const plan = planDelivery(handset?.behaviour ?? null);
  if (!plan.accepted) return plan;

  const id = ctx.newId();
  if (handset && plan.arrivesAfterMs !== null) {
    await ctx.tx.insert(handsetMessages).values({
      organizationId: ctx.organizationId,
      id,
      handsetId: handset.id,
      direction: 'received',
      peer: message.from,
      text: storableText(message.text),
      at: later(plan.arrivesAfterMs),
    });
    await expectFiles(ctx, connectionId, { handsetId: handset.id, messageId: id }, files);
    publishHandset(ctx, handset.id);
  }
  const receipts = plan.receipts.map(({ afterMs, ...receipt }) => ({
    connectionId,
    kind: 'status' as const,
    path: statusPath,
    body: { type: 'receipt' as const, id, messageId: message.messageId, ...receipt },
    afterMs,
  }));
  await oweWebhooks(ctx, receipts, plan.copies);
  return { accepted: true, id };
}

/** The callback's place on our own server; null for any other: the simulator calls nobody else. */
function ownStatusPath(statusUrl: string): string | null {
  const { pathname, search } = new URL(statusUrl);
  const place = /\/api\/webhooks\/[^/]+\/status$/.exec(pathname)?.[0];
  return place === undefined ? null : `${place}${search}`;
}

async function isOurNumber(ctx: VerbContext, connectionId: string, e164: string): Promise<boolean> {
  const found = await ctx.tx
    .select({ id: numbers.id })
    .from(numbers)
    .where(
      and(
        eq(numbers.organizationId, ctx.organizationId),
        eq(numbers.connectionId, connectionId),
        eq(numbers.e164, e164),
      ),
    );
  return found.length > 0;
}
