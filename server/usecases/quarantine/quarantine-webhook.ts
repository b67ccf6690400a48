import { quarantine } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';

export interface UnprocessedWebhook {
  connectionId: string;
  kind: 'inbound' | 'status';
  url: string;
  /** Only the headers that parsing needs; never cookies or authorization. */
  headers: Record<string, string>;
  rawBody: Buffer;
  /** Why our own code could not process it: a code or the error's name, never a body. */
  reason: string;
}

/** Keeps a signed webhook whole that could not be processed, so that it can be replayed. */
export async function quarantineWebhook(
  ctx: VerbContext,
  webhook: UnprocessedWebhook,
): Promise<{ id: string }> {
  const id = ctx.newId();
  await ctx.tx.insert(quarantine).values({
    ...webhook,
    organizationId: ctx.organizationId,
    id,
    receivedAt: ctx.now,
  });
  return { id };
}
