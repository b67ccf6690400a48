import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { writeCsv } from '@/server/domain/contacts/write-csv';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';
import { readContacts } from './contact-projection';

/** As many as an import takes, so that what was exported can be brought back. */
const MOST = 20_000;

/**
 * All contacts as CSV, in the columns that an import knows. Cells that a spreadsheet would run carry a `'`.
 * @throws DomainError forbidden
 */
export async function exportContacts(ctx: VerbContext): Promise<{ csv: string; complete: boolean }> {
  requirePermission(ctx, 'contact.administer');
  const contacts = await readContacts(ctx, sql`true`, sql`order by c.name, c.id limit ${MOST + 1}`);
  const { rows: labels } = await ctx.tx.execute<{ id: string; name: string }>(sql`
    select id, name from labels where organization_id = ${ctx.organizationId}`);
  const names = new Map(labels.map(({ id, name }) => [id, name]));
  const shown = contacts.slice(0, MOST);
  const fields = [...new Set(shown.flatMap((contact) => Object.keys(contact.fields)))].toSorted();
  const numbers = Math.max(1, ...shown.map((contact) => contact.numbers.length));
  const head = [
    'Name',
    ...Array.from({ length: numbers }, (_, i) => `Number ${i + 1}`),
    'Notes',
    'Labels',
    ...fields,
  ];
  const rows = shown.map((contact) => [
    contact.name,
    ...Array.from({ length: numbers }, (_, i) => contact.numbers[i]?.customer ?? ''),
    contact.notes,
    contact.labelIds.flatMap((id) => names.get(id) ?? []).join('; '),
    ...fields.map((field) => contact.fields[field] ?? ''),
  ]);
  await appendAudit(ctx, 'contacts.exported', String(shown.length));
  return { csv: writeCsv([head, ...rows]), complete: contacts.length <= MOST };
}
