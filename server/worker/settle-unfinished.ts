import type { Logger } from 'pino';
import { inOrganization } from '@/server/context';
import { dueLookUps } from '@/server/outbox/due-look-ups';
import { sweepLeases } from '@/server/outbox/sweep-leases';
import type { DeliveryTools } from '@/server/usecases/messages/deliver-message';
import { finishHandOver } from '@/server/usecases/messages/finish-hand-over';
import { prepareLookUp, resolveUnknown } from '@/server/usecases/messages/resolve-unknown';

const ACTOR = { kind: 'job' } as const;

/** Leases that ended with their worker: back to the queue, or `unknown` when bytes may have left. */
export async function sweepEndedLeases({ box }: DeliveryTools, log: Logger): Promise<void> {
  const { requeued, unsettled } = await sweepLeases(box.database);
  for (const claim of unsettled) {
    await inOrganization(box, claim.organizationId, ACTOR, (ctx) =>
      finishHandOver(ctx, claim, { kind: 'unknown', detail: 'the worker stopped during the hand-over' }),
    );
  }
  if (requeued + unsettled.length > 0)
    log.warn({ requeued, unknown: unsettled.length }, 'swept ended leases');
}

/** Asks carriers that keep a list what became of unconfirmed messages. */
export async function lookUpUnknown(tools: DeliveryTools, log: Logger): Promise<void> {
  const { box } = tools;
  for (const { organizationId, messageId } of await dueLookUps(box.database, 20)) {
    const lookUp = await inOrganization(box, organizationId, ACTOR, (ctx) => prepareLookUp(ctx, messageId));
    if (!lookUp) continue;
    const { carrier, credentials } = tools.openConnection(organizationId, lookUp.connection);
    const records = carrier.findSent
      ? await carrier.findSent(credentials, lookUp).catch((error: unknown) => {
          log.warn({ err: error, messageId }, 'look-up failed');
          return [];
        })
      : [];
    await inOrganization(box, organizationId, ACTOR, (ctx) =>
      resolveUnknown(ctx, messageId, lookUp, records),
    );
  }
}
