import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ContactView } from '@/server/domain/contacts/contact';

/** Contacts with their numbers. `condition` is on `c`, `tail` orders and bounds them. */
export async function readContacts(ctx: VerbContext, condition: SQL, tail: SQL): Promise<ContactView[]> {
  const { rows } = await ctx.tx.execute<ContactView & Record<string, unknown>>(sql`
    select c.id, c.name, c.notes, c.fields, c.label_ids::text[] as "labelIds", c.version::int as version,
           coalesce((select json_agg(json_build_object('customer', n.customer, 'label', n.label) order by n.customer)
             from contact_numbers n where n.organization_id = c.organization_id and n.contact_id = c.id), '[]') as numbers
    from contacts c where c.organization_id = ${ctx.organizationId} and ${condition} ${tail}`);
  return rows;
}
