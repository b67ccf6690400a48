import * as z from 'zod';
import { idField, nameField, newIdField } from '../input-fields';
import { SERVICE_COLORS } from '../services/service-colors';

/** Makes a label or changes it; the caller makes the id. */
export const saveLabelInput = z.strictObject({
  id: newIdField,
  name: nameField(30),
  color: z.enum(SERVICE_COLORS),
});
export type SaveLabelInput = z.output<typeof saveLabelInput>;

export const labelInput = z.strictObject({ id: idField });
