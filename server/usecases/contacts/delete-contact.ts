import { and, eq } from 'drizzle-orm';
import { contacts } from '@/db/schema/contacts';
import type { VerbContext } from '@/server/context';
import { appendAudit } from '../audit/append-audit';
import { touchConversationsOf } from '../conversations/touch-conversations';
import { requirePermission } from '../require-permission';
import { lockContact } from './save-contact';

/** Forgets a customer's name; their conversations stay, under the number. One that is gone stays gone. */
export async function deleteContact(ctx: VerbContext, { id }: { id: string }): Promise<{ id: string }> {
  requirePermission(ctx, 'contact.administer');
  const known = await lockContact(ctx, id);
  if (!known) return { id };
  await ctx.tx
    .delete(contacts)
    .where(and(eq(contacts.organizationId, ctx.organizationId), eq(contacts.id, id)));
  await appendAudit(ctx, 'contact.deleted', id);
  await touchConversationsOf(ctx, known.customers);
  return { id };
}
