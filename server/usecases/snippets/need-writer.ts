import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { can } from '@/server/domain/users/can';

/** The person who writes; snippets are for people. @throws DomainError forbidden person_needed, user_inactive */
export function needWriter(ctx: VerbContext): string {
  const userId = userOf(ctx);
  if (!userId) throw new DomainError('forbidden', 'person_needed', 'Only a person can do this.');
  const verdict = can(ctx.actor, 'draft.save', { isParticipant: true });
  if (!verdict.allowed) throw new DomainError('forbidden', verdict.reason, verdict.message);
  return userId;
}
