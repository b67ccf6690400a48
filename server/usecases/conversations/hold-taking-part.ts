import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';

/** Who takes part somewhere is decided while nobody changes who may: one lock of the organization, shared and exclusive. */
const KEY = 'taking part';

/**
 * Before anybody is found fit to take part or to be assigned: until the end of this transaction nobody's licence is
 * lowered and nobody leaves a Service, so that what was found is still true when it is stored. Hinders no other such verb.
 * The caller holds the conversation.
 */
export async function shareTakingPart({ tx, organizationId }: VerbContext): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${KEY}, ${organizationId}))`);
}

/**
 * Before people lose what lets them take part: everybody who is being brought in somewhere comes first, and is seen by what
 * takes them out again. Their conversations are held before, since those who bring somebody in hold one already.
 * @param serviceId of this Service only; null = everywhere
 */
export async function holdTakingPart(
  { tx, organizationId }: VerbContext,
  { userIds, serviceId }: { userIds: readonly string[]; serviceId: string | null },
): Promise<void> {
  const people = sql`any(${sql.param([...userIds])}::uuid[])`;
  await tx.execute(sql`
    select from conversations c
    where c.organization_id = ${organizationId} and (${serviceId}::uuid is null or c.service_id = ${serviceId}::uuid)
      and c.id in (select p.conversation_id from participants p
        where p.organization_id = ${organizationId} and p.user_id = ${people})
    order by c.id for update of c`);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${KEY}, ${organizationId}))`);
}
