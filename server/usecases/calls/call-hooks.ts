import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { callHooks } from '@/db/schema/calls';
import type { VerbContext } from '@/server/context';
import type { CreateCallHookInput } from '@/server/domain/calls/inputs';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

export interface NewCallHook {
  id: string;
  /** Names the hook in each request; begins with the organization's id, like a webhook token. */
  token: string;
  /** What requests are signed with; shown this once. */
  secret: string;
}

/** Seals a hook's secret (carriers/sealed-credentials). */
export type SealHook = (hook: { organizationId: number; hookId: string; secret: string }) => string;

/** Lets one more telephone system tell us about calls (item 30). @throws DomainError forbidden */
export async function createCallHook(
  ctx: VerbContext,
  seal: SealHook,
  { name }: CreateCallHookInput,
): Promise<NewCallHook> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId } = ctx;
  const hook = {
    id: ctx.newId(),
    token: `${organizationId.toString(36)}-${randomBytes(24).toString('base64url')}`,
    secret: randomBytes(32).toString('base64url'),
  };
  await ctx.tx.insert(callHooks).values({
    organizationId,
    id: hook.id,
    name,
    token: hook.token,
    sealedSecret: seal({ organizationId, hookId: hook.id, secret: hook.secret }),
    createdAt: ctx.now,
  });
  await appendAudit(ctx, 'call_hook.created', hook.id);
  return hook;
}

/** The hook that a request names, its secret still sealed; null when there is none. */
export async function findCallHook(
  ctx: VerbContext,
  token: string,
): Promise<{ id: string; sealedSecret: string } | null> {
  const [found] = await ctx.tx
    .select({ id: callHooks.id, sealedSecret: callHooks.sealedSecret })
    .from(callHooks)
    .where(and(eq(callHooks.organizationId, ctx.organizationId), eq(callHooks.token, token)));
  return found ?? null;
}
