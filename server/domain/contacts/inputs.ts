import * as z from 'zod';
import { countryField, idField, nameField, newIdField, textField } from '../input-fields';
import { CONTACT_LIMITS } from './contact';

/** Makes a contact (`version` 0) or changes the one that was read at this version. */
export const saveContactInput = z.strictObject({
  id: newIdField,
  version: z.int().min(0),
  name: nameField(CONTACT_LIMITS.name),
  numbers: z
    .array(z.strictObject({ customer: textField(40), label: textField(CONTACT_LIMITS.label).default('') }))
    .max(CONTACT_LIMITS.numbers),
  /** For numbers without "+". */
  country: countryField,
  notes: textField(CONTACT_LIMITS.notes).default(''),
  fields: z
    .record(nameField(40), textField(CONTACT_LIMITS.field))
    .refine((fields) => Object.keys(fields).length <= CONTACT_LIMITS.fields, 'At most 30 fields.')
    .default({}),
  labelIds: z.array(idField).max(20).default([]),
});
export type SaveContactInput = z.input<typeof saveContactInput>;

export const contactInput = z.strictObject({ id: idField });
export const customerInput = z.strictObject({ customer: textField(40) });

/** A page by name; `after` is the last contact of the page before. */
export const listContactsInput = z.strictObject({
  q: textField(200).default(''),
  after: z.strictObject({ name: textField(CONTACT_LIMITS.name), id: idField }).optional(),
  limit: z.int().min(1).max(200).default(100),
});
export type ListContactsInput = z.output<typeof listContactsInput>;

/** `otherId` goes into `keepId` and is no more. */
export const mergeContactsInput = z.strictObject({ keepId: idField, otherId: idField });
export type MergeContactsInput = z.output<typeof mergeContactsInput>;

/** The file's bytes in base64; five megabytes at most. Without `commit` nothing is stored. */
export const IMPORT_BYTES = 5_000_000;
export const importContactsInput = z.strictObject({
  data: z.base64().max(Math.ceil(IMPORT_BYTES / 3) * 4, 'At most 5 MB.'),
  country: countryField,
  commit: z.boolean(),
});
export type ImportContactsInput = z.output<typeof importContactsInput>;
