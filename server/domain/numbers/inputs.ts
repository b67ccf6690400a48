import * as z from 'zod';
import { e164Field, idField } from '../input-fields';
import { NUMBER_KINDS } from './number';

/** Without `kind` the number itself tells (numbers/own-number). */
export const addNumberInput = z.strictObject({
  connectionId: idField,
  e164: e164Field,
  kind: z.enum(NUMBER_KINDS).optional(),
});
export type AddNumberInput = z.output<typeof addNumberInput>;

/** `serviceId` null: takes the number from its Service and gives it to none. */
export const moveNumberInput = z.strictObject({ numberId: idField, serviceId: idField.nullable() });
export type MoveNumberInput = z.output<typeof moveNumberInput>;
