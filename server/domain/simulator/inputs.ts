import * as z from 'zod';
import { e164Field, idField, nameField, newIdField, textField } from '../input-fields';
import type { HandsetBehaviour } from './handset';

/** Without `number` the handset gets the next free made-up one. */
export const createHandsetInput = z.strictObject({ name: nameField(40), number: e164Field.optional() });
export type CreateHandsetInput = z.output<typeof createHandsetInput>;

export const handsetInput = z.strictObject({ handsetId: idField });
export type HandsetInput = z.output<typeof handsetInput>;

/** `to` is one of our numbers. A telephone can write more than our composer: ten segments of GSM-7. */
export const writeFromHandsetInput = z.strictObject({
  id: newIdField,
  handsetId: idField,
  to: e164Field,
  text: textField(1600).min(1, 'Write something first.'),
});
export type WriteFromHandsetInput = z.output<typeof writeFromHandsetInput>;

const handsetBehaviour: z.ZodType<HandsetBehaviour> = z.strictObject({
  noReceipts: z.boolean(),
  fails: z.boolean(),
  slow: z.boolean(),
  landline: z.boolean(),
  deliversTwice: z.boolean(),
  receiptsOutOfOrder: z.boolean(),
});

export const setHandsetBehaviourInput = z.strictObject({ handsetId: idField, behaviour: handsetBehaviour });
export type SetHandsetBehaviourInput = z.output<typeof setHandsetBehaviourInput>;
