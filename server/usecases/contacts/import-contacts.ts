import { sql } from 'drizzle-orm';
import { contactNumbers, contacts } from '@/db/schema/contacts';
import { labels } from '@/db/schema/labels';
import type { VerbContext } from '@/server/context';
import { decodeText } from '@/server/domain/contacts/decode-text';
import { IMPORT_BYTES, type ImportContactsInput } from '@/server/domain/contacts/inputs';
import {
  type ImportFault,
  type ImportPlan,
  type PlannedContact,
  planImport,
} from '@/server/domain/contacts/plan-import';
import { DomainError } from '@/server/domain/errors';
import { appendAudit } from '../audit/append-audit';
import { touchConversationsOf } from '../conversations/touch-conversations';
import { requirePermission } from '../require-permission';

export interface ImportResult {
  /** Contacts that are made, or would be. */
  added: number;
  /** Rows whose number is known already: nothing of those contacts changes. */
  known: number;
  faults: ImportFault[];
  faultCount: number;
  /** The first rows as they were understood. */
  sample: PlannedContact[];
}

const REFUSALS = {
  no_rows: 'There is nothing in this file.',
  no_number_column: 'No column is called Number, Phone or Mobile. The first line must name the columns.',
  too_many_rows: 'At most 20,000 rows at once.',
} as const;

/** Faults and rows that an answer shows; the counts tell of the rest. */
const SHOWN_FAULTS = 200;
const SAMPLE = 10;
/** Rows a statement. */
const CHUNK = 500;
/** UTF-16 units of a label's name; the rest is cut. */
const LABEL_LENGTH = 30;

/**
 * Takes contacts from a CSV or vCard file: first as a dry run, then with `commit`. Rows with a fault are left
 * out and named; numbers that are known already are left alone, so that the same file twice adds nothing.
 * @throws DomainError forbidden; too_large; invalid_input wrong_encoding, no_rows, no_number_column, too_many_rows
 */
export async function importContacts(ctx: VerbContext, input: ImportContactsInput): Promise<ImportResult> {
  requirePermission(ctx, 'contact.administer');
  const plan = readPlan(input);
  const known = await knownNumbers(ctx, plan);
  const fresh = plan.contacts.filter(({ numbers }) => numbers.every(({ customer }) => !known.has(customer)));
  if (input.commit && fresh.length > 0) {
    await store(ctx, fresh);
    await appendAudit(ctx, 'contacts.imported', String(fresh.length));
    await touchConversationsOf(
      ctx,
      fresh.flatMap(({ numbers }) => numbers.map(({ customer }) => customer)),
    );
  }
  return {
    added: fresh.length,
    known: plan.contacts.length - fresh.length,
    faults: plan.faults.slice(0, SHOWN_FAULTS),
    faultCount: plan.faults.length,
    sample: fresh.slice(0, SAMPLE),
  };
}

function readPlan({ data, country }: ImportContactsInput): ImportPlan {
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > IMPORT_BYTES) throw new DomainError('too_large', 'file_too_large', 'At most 5 MB.');
  const text = decodeText(bytes);
  if (text === null) {
    throw new DomainError(
      'invalid_input',
      'wrong_encoding',
      'This file is not in UTF-8. Export it as “CSV UTF-8” and try again.',
    );
  }
  const plan = planImport(text, country);
  if ('refused' in plan) throw new DomainError('invalid_input', plan.refused, REFUSALS[plan.refused]);
  return plan;
}

async function knownNumbers(ctx: VerbContext, { contacts: planned }: ImportPlan): Promise<Set<string>> {
  const customers = planned.flatMap(({ numbers }) => numbers.map(({ customer }) => customer));
  const { rows } = await ctx.tx.execute<{ customer: string }>(sql`
    select customer from contact_numbers where organization_id = ${ctx.organizationId}
      and customer = any(${sql.param(customers)}::text[])`);
  return new Set(rows.map(({ customer }) => customer));
}

async function store(ctx: VerbContext, planned: readonly PlannedContact[]): Promise<void> {
  const { organizationId, tx } = ctx;
  const labelIds = await makeLabels(ctx, planned);
  const rows = planned.map((contact) => ({ ...contact, id: ctx.newId() }));
  for (let at = 0; at < rows.length; at += CHUNK) {
    const chunk = rows.slice(at, at + CHUNK);
    await tx.insert(contacts).values(
      chunk.map(({ id, name, notes, fields, labels: names }) => ({
        organizationId,
        id,
        name,
        notes,
        fields,
        labelIds: names.flatMap((label) => labelIds.get(label) ?? []),
        createdAt: ctx.now,
      })),
    );
    await tx
      .insert(contactNumbers)
      .values(
        chunk.flatMap(({ id, numbers }) => numbers.map((n) => ({ organizationId, contactId: id, ...n }))),
      );
  }
}

/** The labels that the file names, made where there are none yet. */
async function makeLabels(
  ctx: VerbContext,
  planned: readonly PlannedContact[],
): Promise<Map<string, string>> {
  const { organizationId, tx } = ctx;
  const names = [...new Set(planned.flatMap((contact) => contact.labels))];
  const cut = [...new Set(names.map((name) => name.slice(0, LABEL_LENGTH)))];
  let made = 0;
  for (let at = 0; at < cut.length; at += CHUNK) {
    const stored = await tx
      .insert(labels)
      .values(
        cut.slice(at, at + CHUNK).map((name) => ({ organizationId, id: ctx.newId(), name, color: 'teal' })),
      )
      .onConflictDoNothing();
    made += stored.rowCount ?? 0;
  }
  if (made > 0) ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  const known = await tx.select({ id: labels.id, name: labels.name }).from(labels);
  const byName = new Map(known.map(({ id, name }) => [name, id]));
  return new Map(
    names.flatMap((name) => {
      const id = byName.get(name.slice(0, LABEL_LENGTH));
      return id ? [[name, id] as const] : [];
    }),
  );
}
