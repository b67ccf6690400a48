import { sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';

/**
 * Two answers to one question help nobody: stops a text whose writer had not seen what a colleague sent
 * meanwhile. The caller holds the conversation, so that of two at once the second is held.
 * @throws DomainError conflict teammate_answered, with who it was and how long ago
 */
export async function holdForColleague(
  ctx: VerbContext,
  conversationId: string,
  seenSeq: number,
): Promise<void> {
  const { rows } = await ctx.tx.execute<{ name: string; seconds: number }>(sql`
    select u.name, extract(epoch from ${ctx.now}::timestamptz - m.created_at)::int as seconds
    from messages m join users u on u.organization_id = m.organization_id and u.id = m.author_id
    where m.organization_id = ${ctx.organizationId} and m.conversation_id = ${conversationId}
      and m.seq > ${seenSeq} and m.direction = 'out' and not m.automatic
      and m.author_id is distinct from ${userOf(ctx)}
    order by m.seq desc limit 1`);
  const answer = rows[0];
  if (!answer) return;
  const [first = answer.name] = answer.name.split(' ');
  throw new DomainError('conflict', 'teammate_answered', `${first} answered ${ago(answer.seconds)} ago.`);
}

function ago(seconds: number): string {
  if (seconds < 60) return `${Math.max(seconds, 1)} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}
