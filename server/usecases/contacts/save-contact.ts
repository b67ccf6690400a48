import { and, eq, sql } from 'drizzle-orm';
import type * as z from 'zod';
import { contactNumbers, contacts } from '@/db/schema/contacts';
import type { VerbContext } from '@/server/context';
import type { ContactNumber, ContactView } from '@/server/domain/contacts/contact';
import type { saveContactInput } from '@/server/domain/contacts/inputs';
import { DomainError } from '@/server/domain/errors';
import { readPhoneNumber } from '@/server/domain/numbers/read-phone-number';
import { touchConversationsOf } from '../conversations/touch-conversations';
import { requirePermission } from '../require-permission';
import { readContacts } from './contact-projection';

/**
 * Gives customers a name (item 77), or changes what is known of them. The conversations of all its numbers show
 * the name at once.
 * @throws DomainError invalid_input for a number that is none; conflict contact_changed when somebody saved it
 *   meanwhile, number_of_other when a number belongs to another contact: they can be merged
 */
export async function saveContact(
  ctx: VerbContext,
  input: z.output<typeof saveContactInput>,
): Promise<ContactView> {
  requirePermission(ctx, 'contact.write');
  const numbers = readNumbers(input.numbers, input.country);
  const { id, name, notes, fields, labelIds } = input;
  const { organizationId, tx } = ctx;
  const before = await lockContact(ctx, id);
  if ((before?.version ?? 0) !== input.version) {
    throw new DomainError(
      'conflict',
      'contact_changed',
      'Somebody changed this contact meanwhile. Look at it again.',
    );
  }
  await needFreeNumbers(ctx, id, numbers);
  await tx
    .insert(contacts)
    .values({ organizationId, id, name, notes, fields, labelIds, createdAt: ctx.now })
    .onConflictDoUpdate({
      target: [contacts.organizationId, contacts.id],
      set: { name, notes, fields, labelIds, version: sql`${contacts.version} + 1` },
    });
  await tx
    .delete(contactNumbers)
    .where(and(eq(contactNumbers.organizationId, organizationId), eq(contactNumbers.contactId, id)));
  if (numbers.length > 0) {
    await tx
      .insert(contactNumbers)
      .values(numbers.map((number) => ({ organizationId, contactId: id, ...number })));
  }
  await touchConversationsOf(ctx, [...(before?.customers ?? []), ...numbers.map(({ customer }) => customer)]);
  const [saved] = await readContacts(ctx, sql`c.id = ${id}`, sql`limit 1`);
  if (!saved) throw new Error('a contact that was just stored');
  return saved;
}

/** The contact with its row held; null when there is none. */
export async function lockContact(
  ctx: VerbContext,
  id: string,
): Promise<{ version: number; customers: string[] } | null> {
  const { rows } = await ctx.tx.execute<{ version: string }>(sql`
    select version from contacts where organization_id = ${ctx.organizationId} and id = ${id} for update`);
  const [row] = rows;
  if (!row) return null;
  const known = await ctx.tx
    .select({ customer: contactNumbers.customer })
    .from(contactNumbers)
    .where(and(eq(contactNumbers.organizationId, ctx.organizationId), eq(contactNumbers.contactId, id)));
  return { version: Number(row.version), customers: known.map(({ customer }) => customer) };
}

/** Numbers as they are stored; a sender's name or short code, as a carrier gave it, stays as it is. */
function readNumbers(numbers: readonly ContactNumber[], country: string): ContactNumber[] {
  const read = numbers.map(({ customer, label }) => {
    const number = readPhoneNumber(customer, country);
    if (number.ok) return { customer: number.e164, label };
    if (isSender(customer)) return { customer, label };
    throw new DomainError('invalid_input', number.reason, `${customer}: ${number.message}`);
  });
  return read.filter(
    ({ customer }, place) => read.findIndex((other) => other.customer === customer) === place,
  );
}

/** A short code of five or six digits, or one word of letters: what a carrier gives in place of a number. */
function isSender(customer: string): boolean {
  return /^\d{5,6}$/.test(customer) || /^(?=.*\p{L})[\p{L}\p{N}_-]{2,11}$/u.test(customer);
}

async function needFreeNumbers(
  ctx: VerbContext,
  id: string,
  numbers: readonly ContactNumber[],
): Promise<void> {
  const { rows } = await ctx.tx.execute<{ customer: string; name: string }>(sql`
    select n.customer, c.name from contact_numbers n
      join contacts c on c.organization_id = n.organization_id and c.id = n.contact_id
    where n.organization_id = ${ctx.organizationId} and n.contact_id <> ${id}
      and n.customer = any(${sql.param(numbers.map(({ customer }) => customer))}::text[]) limit 1`);
  const [taken] = rows;
  if (!taken) return;
  throw new DomainError(
    'conflict',
    'number_of_other',
    `${taken.customer} belongs to ${taken.name}. Merge the two contacts, or take the number out.`,
  );
}
