import * as z from 'zod';
import { idField, newIdField, textField } from '../input-fields';

const scheduledFields = {
  text: textField(20_000),
  dueAt: z.iso.datetime(),
  cancelOnReply: z.boolean(),
};

/** `id` becomes the message's id. */
export const createScheduledInput = z.strictObject({
  id: newIdField,
  conversationId: idField,
  ...scheduledFields,
});
export type CreateScheduledInput = z.output<typeof createScheduledInput>;

/** `version` is the one that was edited. */
export const updateScheduledInput = z.strictObject({
  id: idField,
  version: z.int32().min(1),
  ...scheduledFields,
});
export type UpdateScheduledInput = z.output<typeof updateScheduledInput>;

export const scheduledInput = z.strictObject({ id: idField });
