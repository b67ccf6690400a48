import { and, eq } from 'drizzle-orm';
import { numbers, services } from '@/db/schema/numbers';
import { organizations } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';
import { userOf, type VerbContext } from '@/server/context';
import type { CreateDirectInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { parsePhoneNumber } from '@/server/domain/numbers/phone-number';
import { reasonsAgainstTexting } from '@/server/domain/sending/service-conversations-blocked';
import { requirePermission } from '../require-permission';
import { toConversationShared } from './conversation-projection';
import { joinConversation, raiseReadMark } from './join-conversation';
import { openConversation } from './open-conversation';
import { publishToReaders } from './publish-conversation';

/**
 * Opens "2 Way SMS" from the actor's own office number to a customer (items 29, 31): a group chat of the two,
 * to which colleagues can be added like to any other (item 32). One that exists already is rejoined.
 * @throws DomainError forbidden; blocked no_office_number, region_unsupported, version_too_low; invalid_input
 *   for a number that cannot be texted
 */
export async function createDirect(
  ctx: VerbContext,
  input: CreateDirectInput,
): Promise<{ conversationId: string; joined: boolean }> {
  requirePermission(ctx, 'conversation.create');
  const userId = userOf(ctx);
  if (!userId) throw new DomainError('forbidden', 'person_needed', 'Only a person has an office number.');
  const numberId = await officeNumber(ctx, userId);
  const customer = parsePhoneNumber(input.to, input.country);
  if (!customer.ok) throw new DomainError('invalid_input', customer.reason, customer.message);
  const { conversation, created } = await openConversation(ctx, {
    kind: 'direct',
    serviceId: null,
    numberId,
    customer: customer.e164,
  });
  if (created) {
    publishToReaders(ctx, conversation, {
      kind: 'conversation.changed',
      conversation: toConversationShared(conversation),
    });
  }
  const joinedNow = await joinConversation(ctx, conversation, userId);
  if (created && joinedNow) await raiseReadMark(ctx, conversation.id, userId, conversation.lastSeq + 1);
  return { conversationId: conversation.id, joined: !created };
}

async function officeNumber(ctx: VerbContext, userId: string): Promise<string> {
  const [found] = await ctx.tx
    .select({
      numberId: numbers.id,
      status: numbers.status,
      serviceId: services.id,
      region: organizations.region,
      platformVersion: organizations.platformVersion,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .leftJoin(
      numbers,
      and(eq(numbers.organizationId, users.organizationId), eq(numbers.id, users.officeNumberId)),
    )
    // What is written to a Service's number is the Service's (trap 17).
    .leftJoin(
      services,
      and(eq(services.organizationId, users.organizationId), eq(services.numberId, users.officeNumberId)),
    )
    .where(and(eq(users.organizationId, ctx.organizationId), eq(users.id, userId)));
  const [reason] = found ? reasonsAgainstTexting('directConversations', found) : [];
  if (reason) throw new DomainError('blocked', reason.code, reason.message);
  if (!found?.numberId || found.status !== 'active' || found.serviceId) {
    throw new DomainError(
      'blocked',
      'no_office_number',
      'You have no office number to text from. An admin can give you one.',
    );
  }
  return found.numberId;
}
