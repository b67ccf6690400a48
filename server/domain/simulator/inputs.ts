import * as z from 'zod';
import { e164Field, idField, nameField, newIdField, textField } from '../input-fields';
import { MAX_FILES } from '../media/file';
import type { HandsetBehaviour } from './handset';

/** Without `number` the handset gets the next free made-up one. */
export const createHandsetInput = z.strictObject({ name: nameField(40), number: e164Field.optional() });
export type CreateHandsetInput = z.output<typeof createHandsetInput>;

export const handsetInput = z.strictObject({ handsetId: idField });
export type HandsetInput = z.output<typeof handsetInput>;

/**
 * `to` is one of our numbers. A telephone can write more than our composer: ten segments of GSM-7. `fileIds` are of files
 * uploaded for this handset, in their order.
 */
export const writeFromHandsetInput = z
  .strictObject({
    id: newIdField,
    handsetId: idField,
    to: e164Field,
    text: textField(1600),
    fileIds: z
      .array(idField)
      .max(MAX_FILES)
      .refine((ids) => new Set(ids).size === ids.length, 'A file is named twice.')
      .optional(),
  })
  .refine(({ text, fileIds = [] }) => text !== '' || fileIds.length > 0, {
    path: ['text'],
    error: 'Write something first.',
  });
export type WriteFromHandsetInput = z.output<typeof writeFromHandsetInput>;

const handsetBehaviour: z.ZodType<HandsetBehaviour> = z.strictObject({
  noReceipts: z.boolean(),
  fails: z.boolean(),
  slow: z.boolean(),
  landline: z.boolean(),
  deliversTwice: z.boolean(),
  receiptsOutOfOrder: z.boolean(),
  losesFiles: z.boolean(),
  liesAboutTypes: z.boolean(),
});

export const setHandsetBehaviourInput = z.strictObject({ handsetId: idField, behaviour: handsetBehaviour });
export type SetHandsetBehaviourInput = z.output<typeof setHandsetBehaviourInput>;
