import * as z from 'zod';
import { e164Field, emailField, nameField } from '../input-fields';

export const createServiceInput = z.strictObject({
  name: nameField(60),
  /** Its SMS number (manual, item 41); without one it cannot have conversations yet. */
  numberE164: e164Field.optional(),
  memberEmails: z.array(emailField).max(500),
  managerEmail: emailField.optional(),
});
export type CreateServiceInput = z.output<typeof createServiceInput>;
