import { and, eq } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import { numbers, services } from '@/db/schema/numbers';
import { organizations } from '@/db/schema/organizations';
import type { VerbContext } from '@/server/context';
import type { CreateConversationInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { parsePhoneNumber } from '@/server/domain/numbers/phone-number';
import { serviceConversationsBlocked } from '@/server/domain/sending/service-conversations-blocked';
import { can } from '@/server/domain/users/can';
import { addStaticMembers } from './add-static-members';
import { announceParticipants } from './announce-participants';
import { conversationColumns, toConversationShared } from './conversation-projection';
import { joinConversation, raiseReadMark } from './join-conversation';
import { openConversation } from './open-conversation';
import { publishToReaders } from './publish-conversation';

/**
 * Opens the SMS conversation of a Service with one customer (items 46 to 52). When it exists already the
 * actor joins it; the Service can never be changed afterwards.
 * @returns `joined` true when the conversation was there before
 * @throws DomainError invalid_input for a number that cannot be texted; not_found for a Service that is
 *   not ours; blocked when the Service has no number, the platform is too old or the region unsupported
 */
export async function createConversation(
  ctx: VerbContext,
  input: CreateConversationInput,
): Promise<{ conversationId: string; joined: boolean }> {
  const verdict = can(ctx.actor, 'conversation.create', {});
  if (!verdict.allowed) throw new DomainError('forbidden', verdict.reason, verdict.message);
  const numberId = await serviceNumber(ctx, input.serviceId);
  const customer = parsePhoneNumber(input.to, input.country);
  if (!customer.ok) throw new DomainError('invalid_input', customer.reason, customer.message);

  const { conversation, created } = await openConversation(ctx, {
    kind: 'service',
    serviceId: input.serviceId,
    numberId,
    customer: customer.e164,
  });
  if (created) {
    const { userIds, hasGuests } = await addStaticMembers(ctx, conversation);
    const [counted] = await ctx.tx
      .update(conversations)
      .set({ participantCount: userIds.length })
      .where(and(eq(conversations.organizationId, ctx.organizationId), eq(conversations.id, conversation.id)))
      .returning(conversationColumns);
    if (counted) {
      publishToReaders(ctx, counted, {
        kind: 'conversation.changed',
        conversation: toConversationShared(counted),
      });
      if (hasGuests) await announceParticipants(ctx, toConversationShared(counted));
    }
  }
  if (ctx.actor.kind === 'user') {
    const joinedNow = await joinConversation(ctx, conversation, ctx.actor.userId);
    // Whoever opens it has read the line that says so.
    if (created && joinedNow) {
      await raiseReadMark(ctx, conversation.id, ctx.actor.userId, conversation.lastSeq + 1);
    }
  }
  return { conversationId: conversation.id, joined: !created };
}

async function serviceNumber(ctx: VerbContext, serviceId: string): Promise<string> {
  const [service] = await ctx.tx
    .select({
      numberId: services.numberId,
      numberStatus: numbers.status,
      region: organizations.region,
      platformVersion: organizations.platformVersion,
    })
    .from(services)
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .leftJoin(
      numbers,
      and(eq(numbers.organizationId, services.organizationId), eq(numbers.id, services.numberId)),
    )
    .where(and(eq(services.organizationId, ctx.organizationId), eq(services.id, serviceId)));
  if (!service) throw new DomainError('not_found', 'service_not_found', 'There is no such Service.');
  const reason = serviceConversationsBlocked(service);
  if (reason) throw new DomainError('blocked', reason.code, reason.message);
  if (!service.numberId || service.numberStatus !== 'active') {
    throw new DomainError(
      'blocked',
      'service_without_number',
      'This Service has no SMS number. An admin can give it one.',
    );
  }
  return service.numberId;
}
