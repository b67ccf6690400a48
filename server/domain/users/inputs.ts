import * as z from 'zod';
import { e164Field, emailField, idField, nameField } from '../input-fields';
import { LICENCES, ROLES } from './roles';

export const createUserInput = z.strictObject({
  email: emailField,
  /** Without it the part of the address before "@" stands for the person. */
  name: nameField(80).optional(),
  role: z.enum(ROLES),
  licence: z.enum(LICENCES),
  /** A number of the organization that becomes this person's own line (manual, item 21). */
  officeNumber: e164Field.optional(),
});
export type CreateUserInput = z.output<typeof createUserInput>;

/** What is left out stays as it is. */
export const updateUserInput = z.strictObject({
  userId: idField,
  /** As it was read; left out where nobody has looked before, such as on a command line. */
  version: z.int().min(1).optional(),
  name: nameField(80).optional(),
  role: z.enum(ROLES).optional(),
  licence: z.enum(LICENCES).optional(),
  active: z.boolean().optional(),
});
export type UpdateUserInput = z.output<typeof updateUserInput>;
