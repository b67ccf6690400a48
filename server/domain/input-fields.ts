// The whole module under one name, not its `z`: that object would bring zod's 50 languages into the browser.
import * as z from 'zod';
import { isStorable } from './messages/text';

/** The fields that inputs are made of. Every string is bounded, and none can hold what Postgres refuses. */

/** A UUID of any version, in lower case as the database prints it. */
export const idField = z.uuid('This is not an id.').toLowerCase();

/** A UUIDv7 that the caller made: its idempotency key. */
export const newIdField = z.uuidv7('This must be a UUID of version 7.').toLowerCase();

/** Text as typed: white space and line breaks kept. `max` counts UTF-16 units. */
export function textField(max: number) {
  return z
    .string()
    .max(max, `At most ${max} characters.`)
    .refine(isStorable, 'This text holds a character that cannot be stored.');
}

/** A name on one line, trimmed, never empty. */
export function nameField(max: number) {
  return textField(max)
    .trim()
    .min(1, 'A name is needed.')
    .refine((name) => !/[\r\n]/.test(name), 'A name has one line.');
}

/** E.164 by shape: "+" and 7 to 15 digits. Whether such a number exists is for numbers/phone-number. */
export const e164Field = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'A number in international format is needed, such as +14155550188.');

/** ISO 3166-1 alpha-2. */
export const countryField = z.string().regex(/^[A-Z]{2}$/, 'A country is two capital letters, such as US.');

export const emailField = z.email('This is not an e-mail address.').max(254).toLowerCase();
