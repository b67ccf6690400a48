import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ContactView } from '@/server/domain/contacts/contact';
import type { ListContactsInput } from '@/server/domain/contacts/inputs';
import { readSearchQuery } from '@/server/domain/search/search-query';
import { requirePermission } from '../require-permission';
import { readContacts } from './contact-projection';

/** A page of contacts by name; `q` narrows them to names that hold it, or numbers that hold its digits. */
export async function listContacts(
  ctx: VerbContext,
  { q, after, limit }: ListContactsInput,
): Promise<{ items: ContactView[]; more: boolean }> {
  requirePermission(ctx, 'contact.read');
  const behind = after ? sql`(c.name, c.id) > (${after.name}, ${after.id}::uuid)` : sql`true`;
  const found = await readContacts(
    ctx,
    sql`${answering(ctx, q)} and ${behind}`,
    sql`order by c.name, c.id limit ${limit + 1}`,
  );
  return { items: found.slice(0, limit), more: found.length > limit };
}

/** Who a customer is; null when nobody has given them a name. */
export async function contactOf(
  ctx: VerbContext,
  { customer }: { customer: string },
): Promise<ContactView | null> {
  requirePermission(ctx, 'contact.read');
  const [found] = await readContacts(
    ctx,
    sql`c.id = (select contact_id from contact_numbers
      where organization_id = ${ctx.organizationId} and customer = ${customer})`,
    sql`limit 1`,
  );
  return found ?? null;
}

function answering(ctx: VerbContext, q: string): SQL {
  const text = q.trim().toLowerCase();
  if (text === '') return sql`true`;
  const byName = sql`lower(c.name) like ${`%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`;
  const { digits } = readSearchQuery(q);
  if (!digits) return byName;
  // "2400" may be part of a number, and of "Shop 2400".
  return sql`(${byName} or c.id in (select contact_id from contact_numbers
    where organization_id = ${ctx.organizationId} and customer like ${`%${digits}%`}))`;
}
