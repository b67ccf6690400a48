import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ContactView } from '@/server/domain/contacts/contact';

/** Contacts with their numbers, and which of those may not be texted. `condition` is on `c`, `tail` orders and bounds them. */
export async function readContacts(ctx: VerbContext, condition: SQL, tail: SQL): Promise<ContactView[]> {
  const { rows } = await ctx.tx.execute<ContactView & Record<string, unknown>>(sql`
    select c.id, c.name, c.notes, c.fields, c.label_ids::text[] as "labelIds", c.version::int as version,
           coalesce((select json_agg(json_build_object('customer', n.customer, 'label', n.label) order by n.customer)
             from contact_numbers n where n.organization_id = c.organization_id and n.contact_id = c.id), '[]') as numbers,
           array(select distinct n.customer from contact_numbers n join opt_outs oo
             on oo.organization_id = n.organization_id and oo.customer = n.customer
             where n.organization_id = c.organization_id and n.contact_id = c.id and oo.opted_out_at is not null) as "optedOut",
           array(select n.customer from contact_numbers n join blocks b
             on b.organization_id = n.organization_id and b.customer = n.customer
             where n.organization_id = c.organization_id and n.contact_id = c.id) as blocked
    from contacts c where c.organization_id = ${ctx.organizationId} and ${condition} ${tail}`);
  return rows;
}
