import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { type Action, can } from '@/server/domain/users/can';

/** Stops a verb that needs no facts about a conversation. @throws DomainError forbidden */
export function requirePermission(ctx: VerbContext, action: Action): void {
  const verdict = can(ctx.actor, action, {});
  if (!verdict.allowed) throw new DomainError('forbidden', verdict.reason, verdict.message);
}
