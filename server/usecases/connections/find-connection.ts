import { and, eq } from 'drizzle-orm';
import { connections } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';

export interface ConnectionRecord {
  id: string;
  kind: string;
  sealedCredentials: string;
}

/**
 * The organization a webhook token belongs to: the token begins with its id in base 36, so that the
 * one place that may look into an organization knows which. @returns null for what is no token
 */
export function organizationOfToken(token: string): number | null {
  const match = /^([0-9a-z]{1,6})-[A-Za-z0-9_-]{32,64}$/.exec(token);
  const organizationId = match?.[1] ? Number.parseInt(match[1], 36) : 0;
  return organizationId > 0 && organizationId <= 2_147_483_647 ? organizationId : null;
}

/** The connection whose webhook address holds this token. A paused one still receives. */
export async function findConnection(ctx: VerbContext, token: string): Promise<ConnectionRecord | null> {
  const [found] = await ctx.tx
    .select({ id: connections.id, kind: connections.kind, sealedCredentials: connections.sealedCredentials })
    .from(connections)
    .where(and(eq(connections.organizationId, ctx.organizationId), eq(connections.webhookToken, token)));
  return found ?? null;
}
