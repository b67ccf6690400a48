import { and, eq, sql } from 'drizzle-orm';
import { contactNumbers, contacts } from '@/db/schema/contacts';
import type { VerbContext } from '@/server/context';
import { CONTACT_LIMITS, type ContactView } from '@/server/domain/contacts/contact';
import type { MergeContactsInput } from '@/server/domain/contacts/inputs';
import { DomainError } from '@/server/domain/errors';
import { appendAudit } from '../audit/append-audit';
import { touchConversationsOf } from '../conversations/touch-conversations';
import { requirePermission } from '../require-permission';
import { readContacts } from './contact-projection';
import { lockContact } from './save-contact';

/**
 * Makes one contact of two that are the same person: all numbers, labels and fields, both notes; where both say
 * something, the one that is kept is right. @throws DomainError not_found; invalid_input same_contact
 */
export async function mergeContacts(ctx: VerbContext, input: MergeContactsInput): Promise<ContactView> {
  requirePermission(ctx, 'contact.write');
  const { keepId, otherId } = input;
  if (keepId === otherId)
    throw new DomainError('invalid_input', 'same_contact', 'These are the same contact.');
  // In one order, whoever merges which way round.
  for (const id of [keepId, otherId].toSorted()) {
    if (!(await lockContact(ctx, id))) throw contactNotFound();
  }
  const [keep] = await readContacts(ctx, sql`c.id = ${keepId}`, sql`limit 1`);
  const [other] = await readContacts(ctx, sql`c.id = ${otherId}`, sql`limit 1`);
  if (!keep || !other) throw contactNotFound();
  const fields = { ...other.fields, ...keep.fields };
  refuseTooMuch(keep.numbers.length + other.numbers.length, Object.keys(fields).length);
  const { organizationId, tx } = ctx;
  const of = (id: string) => and(eq(contacts.organizationId, organizationId), eq(contacts.id, id));
  await tx
    .update(contactNumbers)
    .set({ contactId: keepId })
    .where(and(eq(contactNumbers.organizationId, organizationId), eq(contactNumbers.contactId, otherId)));
  await tx
    .update(contacts)
    .set({
      notes: [keep.notes, other.notes].filter(Boolean).join('\n').slice(0, CONTACT_LIMITS.notes),
      fields,
      labelIds: [...new Set([...keep.labelIds, ...other.labelIds])],
      version: sql`version + 1`,
    })
    .where(of(keepId));
  await tx.delete(contacts).where(of(otherId));
  await appendAudit(ctx, 'contact.merged', keepId);
  await touchConversationsOf(
    ctx,
    other.numbers.map(({ customer }) => customer),
  );
  const [merged] = await readContacts(ctx, sql`c.id = ${keepId}`, sql`limit 1`);
  if (!merged) throw new Error('a contact that was just kept');
  return merged;
}

/** What is merged must be something that can be saved again. */
function refuseTooMuch(numbers: number, fields: number): void {
  if (numbers > CONTACT_LIMITS.numbers) {
    const sentence = `Together they have ${numbers} numbers; a contact has at most ${CONTACT_LIMITS.numbers}.`;
    throw new DomainError('invalid_input', 'too_many_numbers', sentence);
  }
  if (fields > CONTACT_LIMITS.fields) {
    const sentence = `Together they have ${fields} fields; a contact has at most ${CONTACT_LIMITS.fields}.`;
    throw new DomainError('invalid_input', 'too_many_fields', sentence);
  }
}

function contactNotFound(): DomainError {
  return new DomainError('not_found', 'contact_not_found', 'There is no such contact any more.');
}
